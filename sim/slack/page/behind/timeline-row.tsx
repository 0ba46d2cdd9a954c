import type { BehindEntry, BehindLane } from '../../behind/behind-source.ts'
import { sayDuration } from './durations.ts'
import { Exchange } from './exchange.tsx'
import { laneWords } from './lanes.ts'
import { useExchange } from './use-exchange.ts'

type Props = {
  entry: BehindEntry
  /** The lanes that are drawn beside each other. */
  lanes: readonly BehindLane[]
  /** The moment that the timeline counts from. */
  beganAt: string
  person: string | null
  isOpen: boolean
  onToggle: () => void
}

/** One thing that happened: when, in which lane, what, how it ended; opened, the whole exchange. */
export const TimelineRow = ({ entry, lanes, beganAt, person, isOpen, onToggle }: Props) => (
  <li data-testid="behind-entry" data-lane={entry.lane}>
    <button type="button" class="happened" aria-expanded={isOpen} onClick={onToggle}>
      <span class="offset">+{sayDuration(Math.max(0, Date.parse(entry.at) - Date.parse(beganAt)))}</span>
      <span class="rail" aria-hidden="true">
        {lanes.map((lane) => (
          <span key={lane} class={lane === entry.lane ? 'here' : ''} data-lane={lane} />
        ))}
      </span>
      <span class="lane-tag">{laneWords[entry.lane].name}</span>
      <span class="what">
        <span class="what-title">{[person, withShortIds(entry.title)].filter(Boolean).join(' ')}</span>{' '}
        <span class="quiet">{entry.about}</span>
      </span>
      <span class={`result ${entry.isTrouble ? 'trouble' : ''}`}>{entry.result || 'goes on'}</span>
      <span class="took">{entry.tookMs === null ? '' : sayDuration(entry.tookMs)}</span>
    </button>
    {isOpen ? <Opened entry={entry} /> : null}
  </li>
)

/** An id is seen whole in the exchange; here it would leave no room for what is done. */
const withShortIds = (text: string): string => text.replaceAll(/\b([0-9a-f]{4})[0-9a-f]{20,}\b/g, '$1…')

const Opened = ({ entry }: { entry: BehindEntry }) => {
  const parts = useExchange(entry.id, entry.revision)
  return (
    <div class="exchange" data-testid="exchange">
      {parts === undefined ? <p class="quiet">Reading…</p> : null}
      {parts === null ? <p class="quiet">It is not kept any more.</p> : null}
      {parts ? <Exchange parts={parts} /> : null}
    </div>
  )
}

import { useContext, useState } from 'preact/hooks'
import type { BehindEntry, BehindLane } from '../../behind/behind-source.ts'
import { SeenContext } from '../state/context.ts'
import { sayClock } from './durations.ts'
import type { Group } from './group-entries.ts'
import { lanesIn } from './lanes.ts'
import { type Shown, shownEntries } from './shown-entries.ts'
import { TimelineChoices } from './timeline-choices.tsx'
import { TimelineRow } from './timeline-row.tsx'

const rowsAtOnce = 1500

/** What happened for one request, in the order in which it began. */
export const Timeline = ({ group }: { group: Group }) => {
  const { person, workspace } = useContext(SeenContext)
  const [shown, setShown] = useState<Shown>({ hidden: [], withReads: true })
  const [open, setOpen] = useState<number | null>(null)
  const [rows, setRows] = useState(rowsAtOnce)
  const entries = shownEntries(group.entries, shown)
  const lanes = lanesIn(group.entries)
  const nameOf = (entry: BehindEntry): string | null =>
    workspace.people.find(({ id }) => id === entry.person)?.name ?? entry.person
  const toggle = (lane: BehindLane) =>
    setShown(({ hidden, withReads }) => ({
      hidden: hidden.includes(lane) ? hidden.filter((each) => each !== lane) : [...hidden, lane],
      withReads,
    }))
  return (
    <section class="timeline" aria-label={`What happened for ${group.title}`}>
      <h3>
        {group.title} <span class="quiet">{group.about}</span>
      </h3>
      <p class="quiet">
        Since {sayClock(group.at, person.tz)}. Each line opens the whole exchange; secrets are masked.
        {workspace.zuora.kind === 'elsewhere' ? ` Calls to ${workspace.zuora.host} are not seen from here.` : ''}
      </p>
      <TimelineChoices
        {...{ lanes, shown }}
        onLane={toggle}
        onReads={(withReads) => setShown(({ hidden }) => ({ hidden, withReads }))}
      />
      {entries.length > rows ? (
        <button type="button" class="link" onClick={() => setRows(rows + rowsAtOnce)}>
          Show earlier lines ({entries.length - rows})
        </button>
      ) : null}
      <ol>
        {entries.slice(-rows).map((entry) => (
          <TimelineRow
            key={entry.id}
            {...{ entry, lanes }}
            beganAt={group.at}
            person={nameOf(entry)}
            isOpen={open === entry.id}
            onToggle={() => setOpen(open === entry.id ? null : entry.id)}
          />
        ))}
      </ol>
    </section>
  )
}

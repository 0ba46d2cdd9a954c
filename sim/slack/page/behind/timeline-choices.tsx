import type { BehindLane } from '../../behind/behind-source.ts'
import { laneWords } from './lanes.ts'
import type { Shown } from './shown-entries.ts'

type Props = {
  lanes: readonly BehindLane[]
  shown: Shown
  onLane: (lane: BehindLane) => void
  onReads: (withReads: boolean) => void
}

/** The lanes with their colours: pressed, they are seen. */
export const TimelineChoices = ({ lanes, shown, onLane, onReads }: Props) => (
  <fieldset class="choices" aria-label="What is shown">
    {lanes.map((lane) => (
      <button
        type="button"
        key={lane}
        class="lane-choice"
        data-lane={lane}
        title={laneWords[lane].about}
        aria-pressed={!shown.hidden.includes(lane)}
        onClick={() => onLane(lane)}
      >
        {laneWords[lane].name}
      </button>
    ))}
    <label>
      <input type="checkbox" checked={shown.withReads} onChange={(event) => onReads(event.currentTarget.checked)} />
      also what only looks
    </label>
  </fieldset>
)

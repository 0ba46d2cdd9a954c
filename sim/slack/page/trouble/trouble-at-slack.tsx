import { useContext, useState } from 'preact/hooks'
import { postToServer } from '../state/ask-server.ts'
import { SeenContext } from '../state/context.ts'
import { type FaultChoice, faultChoices, pressed, timesLeft } from './fault-choices.ts'

const often = [
  { label: 'the next one', times: 1 },
  { label: 'the next 3', times: 3 },
  { label: 'the next 10', times: 10 },
]

/** What goes wrong between Slack and the bot, on request; what came of it stands below, in the timeline. */
export const TroubleAtSlack = () => {
  const [times, setTimes] = useState(1)
  const [isOpen, setOpen] = useState(() => matchMedia('(min-width: 1001px)').matches)
  return (
    <details class="slack-trouble" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Trouble at Slack</summary>
      <div class="slack-trouble-body">
        <label>
          How often{' '}
          <select
            class="select"
            data-testid="trouble-times"
            value={times}
            onChange={({ currentTarget }) => setTimes(Number(currentTarget.value))}
          >
            {often.map((each) => (
              <option key={each.times} value={each.times}>
                {each.label}
              </option>
            ))}
          </select>
        </label>
        <Choices legend="What Slack sends to the bot arrives" of="requests" times={times} />
        <Choices legend="What the bot asks of Slack meets" of="calls" times={times} />
      </div>
    </details>
  )
}

const Choices = ({ legend, of, times }: { legend: string; of: FaultChoice['of']; times: number }) => {
  const { faults } = useContext(SeenContext)
  return (
    <fieldset>
      <legend>{legend}</legend>
      {faultChoices
        .filter((choice) => choice.of === of)
        .map((choice) => {
          const left = timesLeft(faults, choice)
          return (
            <button
              type="button"
              key={choice.id}
              class={`button ${left > 0 ? 'danger' : ''}`}
              aria-pressed={left > 0}
              title={choice.about}
              data-testid={`trouble-${choice.id}`}
              onClick={() => void postToServer('faults', pressed(faults, choice, times))}
            >
              {choice.label}
              {left > 0 ? ` – ${left === 1 ? 'the next one' : `the next ${left}`}` : ''}
            </button>
          )
        })}
    </fieldset>
  )
}

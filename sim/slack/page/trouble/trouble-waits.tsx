import { useContext } from 'preact/hooks'
import { SeenContext } from '../state/context.ts'

/** Said wherever one is, lest trouble that somebody asked for and forgot is taken for the bot's. */
export const TroubleWaits = () => {
  const { faults } = useContext(SeenContext)
  const times = faults.reduce((sum, each) => sum + each.times, 0)
  return (
    <p class="trouble-waits" role="status" data-testid="trouble-waits">
      {times === 0 ? null : (
        <a href="#behind">
          Trouble at Slack waits for {times === 1 ? 'the next exchange' : `the next ${times} exchanges`}
        </a>
      )}
    </p>
  )
}

import { useContext, useEffect, useState } from 'preact/hooks'
import { SeenContext } from '../state/context.ts'
import { aheadText, timeText, zoneText } from './time-text.ts'
import { useReader } from './use-reader.ts'

/** The bot's date and time, where they can be moved. */
export const ClockFoot = ({ onJump }: { onJump: () => void }) => {
  const { clock } = useContext(SeenContext).workspace
  const reader = useReader()
  useEveryMinute(reader.now)
  if (!clock) return null
  const ahead = aheadText(clock.msAhead)
  return (
    <section class="clock-foot" aria-label="The bot’s clock">
      <div class="clock-time">
        <time dateTime={reader.now.toISOString()} data-testid="bot-time">
          {timeText(reader.timeZone, reader.now)}
        </time>
        <span class="role">
          {zoneText(reader)}
          {ahead === null ? null : <b data-testid="clock-ahead">, {ahead}</b>}
        </span>
      </div>
      <button type="button" class="jump" data-testid="jump" onClick={onJump}>
        Jump…
      </button>
    </section>
  )
}

/** Drawn again when the minute is over. */
const useEveryMinute = (now: Date): void => {
  const [, setDrawn] = useState(0)
  const left = 60_000 - (now.getTime() % 60_000)
  useEffect(() => {
    const timer = setTimeout(() => setDrawn((before) => before + 1), left)
    return () => clearTimeout(timer)
  })
}

import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Screen } from '../../shapes.ts'
import { Dialog } from '../dialogs/dialog.tsx'
import { SeenContext } from '../state/context.ts'
import { jumpChoices } from './choices.ts'
import { namedMoments } from './named-moments.ts'
import { timeText, zoneText } from './time-text.ts'
import { type JumpState, useJump } from './use-jump.ts'
import { useReader } from './use-reader.ts'
import { momentAt, wallTimeAt } from './wall-time.ts'
import { whatFollowed } from './what-followed.ts'

/** Moves the bot's clock ahead, and says what followed. */
export const JumpDialog = ({ screen, onClose }: { screen: Screen; onClose: () => void }) => {
  const reader = useReader()
  const { state, jumpTo } = useJump()
  const isMoving = state.kind === 'moving'
  const choices = jumpChoices(reader, namedMoments(screen.messages, reader.now))
  return (
    <Dialog label="Move the bot’s clock" testId="jump-dialog" onCancel={onClose}>
      <h2>Move the bot’s clock</h2>
      <div class="dialog-body jump-body">
        <p data-testid="jump-now">
          It is <b>{timeText(reader.timeZone, reader.now)}</b> in {zoneText(reader)}. Waits, expiries, reminders and
          Zuora’s trial balances follow; time only goes forward.
        </p>
        <ul class="jump-choices">
          {choices.map(({ id, label, at }) => (
            <li key={id}>
              <button
                type="button"
                class="button"
                data-testid={`jump-${id}`}
                disabled={isMoving}
                onClick={() => void jumpTo(at)}
              >
                <b>{label}</b>
                <span class="quiet">{timeText(reader.timeZone, at)}</span>
              </button>
            </li>
          ))}
        </ul>
        <OwnMoment isMoving={isMoving} onJump={jumpTo} />
        <WhatFollowed state={state} onClose={onClose} />
        <p class="quiet">
          What is recorded after a jump carries times that never happened. That is for trying things out: with a real
          Slack or Zuora there is no such clock.
        </p>
      </div>
      <div class="dialog-buttons">
        <button type="button" class="button" data-testid="jump-close" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  )
}

const OwnMoment = ({ isMoving, onJump }: { isMoving: boolean; onJump: (moment: Date) => Promise<void> }) => {
  const { timeZone, now } = useReader()
  const [wallTime, setWallTime] = useState('')
  return (
    <form
      class="jump-own"
      onSubmit={(event) => {
        event.preventDefault()
        if (wallTime !== '') void onJump(momentAt(timeZone, wallTime))
      }}
    >
      <label>
        <span class="label">A date and time</span>
        <input
          type="datetime-local"
          class="written"
          data-testid="jump-moment"
          value={wallTime}
          min={wallTimeAt(timeZone, now)}
          onInput={({ currentTarget }) => setWallTime(currentTarget.value)}
        />
      </label>
      <button type="submit" class="button" data-testid="jump-there" disabled={isMoving || wallTime === ''}>
        Jump there
      </button>
    </form>
  )
}

const WhatFollowed = ({ state, onClose }: { state: JumpState; onClose: () => void }) => {
  const { channels, open } = useContext(SeenContext)
  const told = useRef<HTMLDivElement>(null)
  // The button that was pressed is gone, and with it the focus.
  useEffect(() => told.current?.focus(), [state.kind])
  if (state.kind === 'idle') return null
  if (state.kind === 'moving')
    return (
      <p role="status" class="jump-outcome">
        Moving the clock; what is due then follows…
      </p>
    )
  if (state.kind === 'refused')
    return (
      <p role="alert" class="jump-outcome error" data-testid="jump-refused">
        {state.because}
      </p>
    )
  const look = (channel: string) => {
    open(channel)
    onClose()
  }
  return (
    <div role="status" class="jump-outcome" data-testid="jump-followed" tabIndex={-1} ref={told}>
      <b>What followed</b>
      <ul>
        {whatFollowed(state.news, channels).map(({ channel, text }) => (
          <li key={text}>
            {channel === null ? (
              text
            ) : (
              <button type="button" class="link" onClick={() => look(channel)}>
                {text}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

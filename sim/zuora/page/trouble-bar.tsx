import { useState } from 'preact/hooks'
import type { ShownTenant, Trouble } from '../control/shown-tenant.ts'
import type { Act } from './use-tenant.ts'
import { troubleInWords } from './words.ts'

const lasting = [
  { label: 'for 1 minute', minutes: 1 },
  { label: 'for 5 minutes', minutes: 5 },
  { label: 'for 15 minutes', minutes: 15 },
  { label: 'until it is ended', minutes: null },
]

/** Zuora in trouble: what the bot does then is worth seeing. */
export const TroubleBar = ({ tenant, act }: { tenant: ShownTenant; act: Act }) => {
  const [index, setIndex] = useState(0)
  const minutes = lasting[index]?.minutes ?? null
  const { outage, tooManyRequests, signInRefused, now } = tenant
  const timed = (on: boolean) => (on && minutes !== null ? { on, minutes } : { on })
  const begin = (label: string, path: string) => (on: boolean) =>
    void act(`${label}: ${on ? 'begun' : 'ended'}.`, { path, body: timed(on) })
  const refuseSignIn = (refused: boolean) =>
    void act(`Sign-in refused: ${refused ? 'begun' : 'ended'}.`, { path: 'credentials', body: { refused } })
  return (
    <fieldset class="trouble-bar">
      <legend>Trouble at Zuora</legend>
      <Switch label="Outage (503)" trouble={outage} now={now} onSwitch={begin('Outage (503)', 'outage')} />
      <Switch
        label="Too many requests (429)"
        trouble={tooManyRequests}
        now={now}
        onSwitch={begin('Too many requests (429)', 'too-many-requests')}
      />
      <select
        class="select"
        aria-label="How long an outage or 429 lasts"
        value={index}
        onChange={({ currentTarget }) => setIndex(Number(currentTarget.value))}
      >
        {lasting.map(({ label }, at) => (
          <option key={label} value={at}>
            {label}
          </option>
        ))}
      </select>
      <Switch label="Sign-in refused" trouble={{ on: signInRefused, until: null }} now={now} onSwitch={refuseSignIn} />
    </fieldset>
  )
}

type SwitchProps = { label: string; trouble: Trouble; now: string; onSwitch: (on: boolean) => void }

const Switch = ({ label, trouble, now, onSwitch }: SwitchProps) => (
  <button
    type="button"
    class={`button ${trouble.on ? 'danger' : ''}`}
    aria-pressed={trouble.on}
    title={trouble.on ? 'Press again to end it' : undefined}
    onClick={() => onSwitch(!trouble.on)}
  >
    {label}
    {trouble.on ? ` – ${troubleInWords(trouble, now)}` : ''}
  </button>
)

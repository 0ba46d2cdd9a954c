import { useState } from 'preact/hooks'
import type { ShownPeriod, ShownTenant } from '../control/shown-tenant.ts'
import type { Act } from './use-tenant.ts'
import { lastsFor, planInWords } from './words.ts'

/** In Zuora's documentation, word by word. */
const rateMissing =
  'Error creating the trial balance: exchange rate from USD to GBP on 08/03/2015 is not available.  Please import the rate and run trial balance again.'

const plans = [
  { label: 'Fails: exchange rate missing', plan: { outcome: 'Error', message: rateMissing } },
  { label: 'Fails without a word', plan: { outcome: 'Error' } },
  { label: 'Never ends', plan: { neverEnds: true } },
  { label: 'Never starts', plan: { neverStarts: true } },
]

const durations = [60, 120, 600, 3600, 14_400]

const usualSeconds = 20

type Props = { period: ShownPeriod; tenant: ShownTenant; act: Act }

/** How the next trial balances of a period go; what is planned for whichever is next counts too. */
export const NextTrialBalance = ({ period, tenant: { planned, speed }, act }: Props) => {
  const [seconds, setSeconds] = useState(120)
  const lasting = (duration: number) => lastsFor((duration * 1000) / speed)
  const meant = planned.filter((plan) => plan.period === null || plan.period === period.id)
  const prepare = (plan: object, how: string) =>
    void act(`The next trial balance of ${period.name} ${how}.`, {
      path: 'next-trial-balances',
      body: [{ ...plan, period: period.id }],
    })
  return (
    <fieldset>
      <legend>Its next trial balance</legend>
      <div class="tenant-choices">
        {plans.map(({ label, plan }) => (
          <button type="button" key={label} class="button" onClick={() => prepare(plan, label.toLowerCase())}>
            {label}
          </button>
        ))}
      </div>
      <div class="tenant-choices">
        <button type="button" class="button" onClick={() => prepare({ seconds }, `takes ${lasting(seconds)}`)}>
          Slow
        </button>
        <select
          class="select"
          aria-label="How long the next trial balance takes"
          value={seconds}
          onChange={({ currentTarget }) => setSeconds(Number(currentTarget.value))}
        >
          {durations.map((each) => (
            <option key={each} value={each}>
              {lasting(each)}
            </option>
          ))}
        </select>
      </div>
      <p class="quiet" data-testid="planned">
        {meant.length === 0
          ? `It takes ${lasting(usualSeconds)} and completes.`
          : `Planned, in this order: ${meant.map((plan) => planInWords(plan, speed)).join(', ')}.`}{' '}
        {meant.some((plan) => plan.period === period.id) ? (
          <button
            type="button"
            class="link"
            onClick={() =>
              void act(`Nothing is planned for ${period.name}.`, {
                method: 'DELETE',
                path: `next-trial-balances?period=${period.id}`,
              })
            }
          >
            Forget it
          </button>
        ) : null}
      </p>
    </fieldset>
  )
}

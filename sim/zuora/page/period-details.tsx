import { useState } from 'preact/hooks'
import type { ShownTenant } from '../control/shown-tenant.ts'
import type { Line } from './lines.ts'
import { NextTrialBalance } from './next-trial-balance.tsx'
import { RequiredItems } from './required-items.tsx'
import type { Act } from './use-tenant.ts'

/** What others can do with one period, and how its next trial balance goes. */
export const PeriodDetails = ({ line, tenant, act }: { line: Line; tenant: ShownTenant; act: Act }) => {
  const { period } = line
  if (period.endDate === null) return <p class="quiet">Open-ended: it is neither closed nor reopened.</p>
  return (
    <div class="period-details">
      <ByOthers line={line} act={act} />
      <NextTrialBalance {...{ period, tenant, act }} />
      <RequiredItems period={period} act={act} />
    </div>
  )
}

const ByOthers = ({ line: { period, asks }, act }: { line: Line; act: Act }) => {
  const [force, setForce] = useState(false)
  const end = (outcome: 'Completed' | 'Error') =>
    act(`The trial balance of ${period.name} has ended: ${outcome}.`, {
      path: `periods/${period.id}/end-trial-balance`,
      body: { outcome },
    })
  return (
    <fieldset>
      <legend>Somebody in Zuora</legend>
      <div class="tenant-choices">
        {asks.map(({ action, label }) => (
          <button
            type="button"
            key={action}
            class="button"
            aria-label={`${label}: ${period.name}`}
            onClick={() =>
              void act(`Somebody in Zuora: ${label}, ${period.name}.`, {
                path: `periods/${period.id}/${action}`,
                body: { force },
              })
            }
          >
            {label}
          </button>
        ))}
      </div>
      <label class="check">
        <input type="checkbox" checked={force} onChange={({ currentTarget }) => setForce(currentTarget.checked)} /> Even
        where Zuora’s rules refuse it
      </label>
      {period.running === null ? null : (
        <div class="tenant-choices">
          <span class="quiet">Zuora ends the running trial balance now:</span>
          <button type="button" class="button" onClick={() => void end('Completed')}>
            Completed
          </button>
          <button type="button" class="button" onClick={() => void end('Error')}>
            Error
          </button>
        </div>
      )}
    </fieldset>
  )
}

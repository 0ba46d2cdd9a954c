import { useState } from 'preact/hooks'
import type { ShownPeriod } from '../control/shown-tenant.ts'
import type { Act } from './use-tenant.ts'
import { inWords } from './words.ts'

const most = 5000
const settled = ['invoices', 'payments', 'refunds', 'credit-memos', 'debit-memos']

/** What Zuora requires to be cleared before a close, and documents that change after a trial balance. */
export const RequiredItems = ({ period, act }: { period: ShownPeriod; act: Act }) => (
  <fieldset>
    <legend>To be cleared before a close</legend>
    <div class="counts">
      {Object.entries(period.documents).map(([item, count]) => (
        <Count
          key={item}
          label={inWords(item)}
          count={count}
          onCount={(wanted) =>
            act(`${period.name}: ${wanted} ${inWords(item)}.`, {
              path: 'documents',
              body: { item, period: period.id, count: wanted },
            })
          }
        />
      ))}
    </div>
    <Changes period={period} act={act} />
  </fieldset>
)

type CountProps = { label: string; count: number; onCount: (count: number) => Promise<void> }

/** What is being written stays, although the tenant is read again meanwhile. */
const Count = ({ label, count, onCount }: CountProps) => {
  const [written, setWritten] = useState<string | null>(null)
  return (
    <label>
      <input
        type="number"
        min={0}
        max={most}
        class="written"
        value={written ?? count}
        onInput={({ currentTarget }) => setWritten(currentTarget.value)}
        onChange={({ currentTarget }) => void onCount(Number(currentTarget.value)).then(() => setWritten(null))}
      />{' '}
      {label}
    </label>
  )
}

const Changes = ({ period, act }: { period: ShownPeriod; act: Act }) => {
  const [object, setObject] = useState('invoices')
  return (
    <div class="tenant-choices">
      <button
        type="button"
        class="button"
        onClick={() =>
          void act(`Somebody changed 3 ${inWords(object)} of ${period.name}.`, {
            path: 'documents/changes',
            body: { object, period: period.id, count: 3 },
          })
        }
      >
        Change 3 settled
      </button>
      <select
        class="select"
        aria-label="Which settled documents somebody changes"
        value={object}
        onChange={({ currentTarget }) => setObject(currentTarget.value)}
      >
        {settled.map((each) => (
          <option key={each} value={each}>
            {inWords(each)}
          </option>
        ))}
      </select>
    </div>
  )
}

import type { ShownTenant } from '../control/shown-tenant.ts'
import type { Line, Progress } from './lines.ts'
import { PeriodDetails } from './period-details.tsx'
import type { Act } from './use-tenant.ts'

type Props = { line: Line; tenant: ShownTenant; act: Act; isOpen: boolean; onToggle: () => void }

/** A period; pressed, what others can do with it stands below. */
export const PeriodRow = ({ line, tenant, act, isOpen, onToggle }: Props) => {
  const { period, fiscal, owners, status, trialBalance, required, changed } = line
  const detailsId = `details-${period.id}`
  return (
    <>
      <tr class={isOpen ? 'is-open' : ''} data-testid="period" data-name={period.name}>
        <th scope="row">
          <button
            type="button"
            class="period-name"
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId : undefined}
            onClick={onToggle}
          >
            {period.name}
          </button>
          <small>
            {period.startDate} – {period.endDate ?? 'open end'}
          </small>
          <small>{[fiscal, owners].filter((part) => part !== '').join(' · ')}</small>
        </th>
        <td class={`state ${status.tone}`}>{status.words}</td>
        <td data-label="Trial balance">
          <span class={trialBalance.tone}>{trialBalance.words}</span>
          {trialBalance.when === '' ? null : <small>{trialBalance.when}</small>}
          {trialBalance.progress ? <Running name={period.name} progress={trialBalance.progress} /> : null}
          {trialBalance.problem === null ? null : <small class="bad">{trialBalance.problem}</small>}
        </td>
        <td data-label="To be cleared" class={required.length > 0 ? 'bad' : 'quiet'}>
          {required.length > 0 ? required.join(', ') : 'nothing'}
        </td>
        <td data-label="Last changed">
          <small>{changed}</small>
          {period.notes === null ? null : <small class="notes">Notes: {period.notes}</small>}
        </td>
      </tr>
      {isOpen ? (
        <tr class="details" id={detailsId}>
          <td colSpan={5}>
            <PeriodDetails {...{ line, tenant, act }} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

const Running = ({ name, progress: { percent, words } }: { name: string; progress: Progress }) => (
  <>
    <progress aria-label={`Trial balance of ${name}`} max={100} {...(percent === null ? {} : { value: percent })} />
    <small>{words}</small>
  </>
)

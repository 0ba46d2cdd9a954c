import { type DocumentsChanged, thoseChanged } from '../documents/watermark.ts'
import type { Change } from '../snapshot.ts'
import type { Facts, Since } from './step.ts'
import { ownTrialBalanceAsk } from './trial-balance-steps.ts'

/** What the approvers of a card, or without one whoever reads the thread, want to know of: changes since the trial balance. */
export function sinceTrialBalance({ request, period }: Facts): Since {
  const own = ownTrialBalanceAsk(request)
  if (!own) return { kind: 'no-marks', because: 'ran-before-request' }
  if (own.trialBalanceStart !== (period?.trialBalance.start ?? null)) {
    return { kind: 'no-marks', because: 'run-by-others' }
  }
  return request.marks === null ? { kind: 'no-marks', because: 'not-taken' } : { kind: 'marks', marks: request.marks }
}

/** What the approvers did not see: changes since their card. */
export function sinceCard({ request: { shown } }: Facts): Since {
  return shown === null ? { kind: 'no-marks', because: 'not-taken' } : { kind: 'marks', marks: shown.marks }
}

/** How documents were for the approvers; what they are now is how many were changed since. */
export const asOnTheCard = 'as on the card'

/** Where the policy says so, any change of the documents since the card. What could not be looked at is no change. */
export function changesInDocuments({ documents, onChangedData }: Facts): Change[] {
  if (onChangedData !== 'void' || documents?.since.kind !== 'looked') return []
  return thoseChanged(documents.since.changed).map((changed) => ({
    what: `the ${changed.documents.replaceAll('-', ' ')} dated in the period`,
    was: asOnTheCard,
    is: countText(changed),
  }))
}

function countText({ count, more }: Extract<DocumentsChanged, { kind: 'counted' }>): string {
  return more ? `${count} or more` : String(count)
}

import type { ReasonNotClosed } from '../../../domain/reading/reasons-not-closed.ts'
import { code, escaped } from './mrkdwn.ts'
import { obstacleText } from './obstacle-text.ts'
import { trialBalanceText } from './trial-balance-text.ts'

/** Why a period is not closed yet, with the way out. */
function reasonText(reason: ReasonNotClosed, periodName: string): string {
  const run = code(`/period trial-balance ${periodName}`)
  switch (reason.kind) {
    case 'trial-balance-not-begun':
      return `No trial balance of ${escaped(periodName)} has begun. A close runs one first; to see its outcome before: ${run}.`
    case 'trial-balance-error':
      return `The trial balance of ${escaped(periodName)} ${trialBalanceText(reason.trialBalance)}. Clear the cause in Zuora, then run it again: ${run}.`
    default:
      return obstacleText(reason, periodName)
  }
}

/** Numbered, as many as there are. */
export function reasonList(reasons: readonly ReasonNotClosed[], periodName: string): string[] {
  return reasons.map((reason, index) => `${index + 1}. ${reasonText(reason, periodName)}`)
}

import type { TrialBalance } from '../../../../domain/accounting-period.ts'
import { duration, escaped } from '../mrkdwn.ts'

/** When it ran, how long it took and how it ended; the times are Zuora's own text, in the tenant's zone. */
export function trialBalanceText(trialBalance: TrialBalance): string {
  const { status, statusText, start, errorMessage } = trialBalance
  if (status === 'none') return statusText === null || start === null ? 'has not been run' : escaped(statusText)
  const when = start === null ? '' : `, started ${escaped(start)} (Zuora’s time)`
  if (status === 'error') return `ended in Error${when}: ${errorWords(errorMessage)}`
  return `${escaped(statusText ?? status)}${when}${tookText(trialBalance)}`
}

/** `, took 12 min`; nothing while it is not known. */
export function tookText({ start, end }: Pick<TrialBalance, 'start' | 'end'>): string {
  return start === null || end === null ? '' : `, took ${duration(zoneLessSeconds(end) - zoneLessSeconds(start))}`
}

/** Zuora's words, without the full stop that the sentence around them has. */
function errorWords(errorMessage: string | null): string {
  return errorMessage === null ? 'Zuora gave no reason' : `“${escaped(errorMessage.replace(/\.$/, ''))}”`
}

/** Two zone-less texts of the same zone may be subtracted, never compared with a clock of ours. */
function zoneLessSeconds(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`) / 1000
}

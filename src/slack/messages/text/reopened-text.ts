import type { Reopening } from '../../../domain/reconcile/reopening.ts'
import { moment } from './mrkdwn.ts'

/** `reopened in Zuora today at 16:30 (US-0003)`: by others, where it says in Zuora. */
export function reopenedText({ at, inZuora, reference }: Reopening): string {
  return `reopened${inZuora ? ' in Zuora' : ''} ${moment(at)}${reference === null ? '' : ` (${reference})`}`
}

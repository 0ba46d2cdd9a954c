import type { FollowUp } from '../../../domain/outcome.ts'
import type { Request } from '../../../domain/request.ts'
import { type Message, message } from '../blocks.ts'
import { type EntityLabel, subject } from '../text/words.ts'
import { comparedText } from '../text/zuora/reports-text.ts'
import { trialBalanceText } from '../text/zuora/trial-balance-text.ts'

/** The end of the final trial balance, in the thread of the outcome. */
export function followUpMessage(request: Request, label: EntityLabel): Message {
  const about = subject(request, label)
  const { followUp } = request
  switch (followUp?.kind) {
    case 'completed':
      return message(
        `${about}: the final trial balance has ended: ${trialBalanceText(followUp.trialBalance)}.${finalReports(followUp)}`,
      )
    case 'problem':
      return message(
        `${about} is Closed, but its final trial balance failed: ${trialBalanceText(followUp.trialBalance)}. Clear the cause in Zuora; a new trial balance of a closed period needs a reopen.`,
      )
    default:
      return message(`${about} is Closed, but the end of its final trial balance was not seen. Look at it in Zuora.`)
  }
}

function finalReports({ reports }: Extract<FollowUp, { kind: 'completed' }>): string {
  return reports ? `\n${comparedText(reports, 'The final reports')}` : ''
}

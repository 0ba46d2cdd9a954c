import { isSeenToByTheClose, type ReasonNotClosed } from '../../../domain/reading/reasons-not-closed.ts'
import { typedCommand } from '../../command-name.ts'
import { escaped, numbered } from './mrkdwn.ts'
import { obstacleText } from './zuora/obstacle-text.ts'
import { trialBalanceText } from './zuora/trial-balance-text.ts'

/**
 * Whether a period can be closed, and if not, every reason with its way out: numbered, as many as there are. What a close
 * sees to by itself is no reason; it stands below. `about`: how the period is called. `others`: what is under way, in words.
 * `timeZone`: the entity's.
 */
export function closeText(
  reasons: readonly ReasonNotClosed[],
  { about, others = [], ...of }: { about: string; periodName: string; timeZone: string; others?: readonly string[] },
): { canBeClosed: boolean; lines: string[] } {
  const inTheWay = reasons.filter((reason) => !isSeenToByTheClose(reason))
  const isSaid = (reason: ReasonNotClosed) =>
    isSeenToByTheClose(reason) && (others.length === 0 || reason.kind === 'not-checked')
  const seenTo = reasons.filter(isSaid).map((reason) => reasonText(reason, of))
  const list = [...inTheWay.map((reason) => reasonText(reason, of)), ...others]
  if (list.length > 0) return { canBeClosed: false, lines: [...numbered(list), ...seenTo] }
  return { canBeClosed: true, lines: [[`${about} can be closed.`, ...seenTo].join(' ')] }
}

function reasonText(
  reason: ReasonNotClosed,
  { periodName, timeZone }: { periodName: string; timeZone: string },
): string {
  switch (reason.kind) {
    case 'trial-balance-not-begun':
      return 'A close runs its trial balance first.'
    case 'trial-balance-error':
      return `Its trial balance ${trialBalanceText(reason.trialBalance)}. A close runs it again first: clear the cause in Zuora before.`
    case 'trial-balance-unknown':
      return `Zuora gives its trial balance the status “${escaped(reason.status)}”, which this bot does not know, so a close would stop there. Run a new one: ${typedCommand(`trial-balance ${periodName}`)}.`
    default:
      return obstacleText(reason, periodName, timeZone)
  }
}

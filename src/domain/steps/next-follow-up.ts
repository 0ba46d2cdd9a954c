import { secondsBetween } from '../calendar/calendar-date.ts'
import { followUpAfterSeconds } from '../polling.ts'
import type { Request } from '../request.ts'
import type { Facts, Step } from './step.ts'
import { hasBegunSince } from './trial-balance-steps.ts'

/** Where there were reports when the approvers were asked, the final ones are held against them. */
export function comparesReports({ shown }: Request): boolean {
  return shown !== null && shown.reports.length > 0
}

/** After a close was announced: Zuora runs a final trial balance of the closed period, whose end is told in the thread. */
export function nextFollowUp(facts: Facts): Step {
  const { request, period, now, patience } = facts
  if (request.followUp?.kind !== 'waiting') return { kind: 'finished' }
  const waitedSeconds = secondsBetween(request.followUp.since, now)
  const trialBalance = period?.trialBalance
  const asked = request.asks.close
  const hasRun = trialBalance !== undefined && asked !== undefined && hasBegunSince(trialBalance, asked)
  if (hasRun && trialBalance.status === 'completed') {
    return { kind: 'follow-up', followUp: { kind: 'completed', trialBalance } }
  }
  if (hasRun && trialBalance.status === 'error') {
    return { kind: 'follow-up', followUp: { kind: 'problem', trialBalance } }
  }
  const isRunning = trialBalance?.status === 'running'
  const mostSeconds = isRunning ? patience.trialBalance : patience.trialBalanceStart
  if (waitedSeconds > mostSeconds) return { kind: 'follow-up', followUp: { kind: 'not-seen', waitedSeconds } }
  const start = trialBalance?.start ?? null
  return {
    kind: 'wait',
    seconds: followUpAfterSeconds(waitedSeconds),
    progress: { kind: 'trial-balance-running', startedBy: 'us', start, forSeconds: waitedSeconds },
  }
}

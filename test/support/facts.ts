import type { AccountingPeriod } from '../../src/domain/accounting-period.ts'
import { secondsAfter } from '../../src/domain/calendar/calendar-date.ts'
import type { Answered, Asked, Request } from '../../src/domain/request.ts'
import type { Facts } from '../../src/domain/steps/step.ts'
import { noneFound, samplePeriod, sampleRequest } from './sample-request.ts'

export const now = '2026-11-04T14:00:00.000Z'
export const ago = (seconds: number) => secondsAfter(now, -seconds)
export const inSeconds = (seconds: number) => secondsAfter(now, seconds)

export const nothingFound: NonNullable<Facts['closer']> = { calendar: [], scans: noneFound }

/** What one turn knows. By default: a close of a period in pending close, its trial balance completed, nothing asked yet. */
export function sampleFacts({ request = {}, period = {}, ...facts }: FactsGiven = {}): Facts {
  return {
    request: sampleRequest({ ...atWork, ...request }),
    period: period === 'missing' ? undefined : samplePeriod(period),
    entity: { manageFrom: null, childrenOf: {} },
    closer: undefined,
    documents: { marks: [], since: { kind: 'looked', changed: [] } },
    approvers: { changes: [] },
    holdSeconds: 0,
    approvalValidForSeconds: 24 * 3600,
    escalateAfterSeconds: null,
    onChangedData: 'warn',
    onNewTrialBalance: 'void',
    children: [],
    integrationUser: null,
    policy: { hash: atWork.policyHash, approvalsNeeded: 2 },
    policyBeforeAt: null,
    patience: { trialBalance: 24 * 3600, trialBalanceStart: 900 },
    today: '2026-11-04',
    now,
    ...facts,
  }
}

type FactsGiven = Partial<Omit<Facts, 'request' | 'period'>> & {
  request?: Partial<Request>
  period?: Partial<AccountingPeriod> | 'missing'
}

const atWork = {
  status: 'working',
  round: 0,
  snapshot: null,
  expiresAt: null,
  policyHash: 'policy-1',
  askedAt: ago(3600),
} as const satisfies Partial<Request>

/** Something asked of Zuora so many seconds ago, and answered at once unless said otherwise. */
export function asked(
  secondsAgo: number,
  answer: Answered['kind'] | null,
  { startBefore = null, start = null, ...more }: AskGiven = {},
): Asked {
  const at = ago(more.answeredSecondsAgo ?? secondsAgo)
  return {
    at: ago(secondsAgo),
    times: more.times ?? 1,
    mayHaveBeenHeard: false,
    trialBalanceStartBefore: startBefore,
    trialBalanceStart: start,
    answer: answer === null ? null : answered(answer, at),
  }
}

type AskGiven = {
  /** Of the trial balance that showed when it was asked. */
  startBefore?: string | null
  /** Of the trial balance that began after it, once seen. */
  start?: string | null
  times?: number
  answeredSecondsAgo?: number
}

/** In Zuora's documented words. */
export const refusal = {
  code: '58490030',
  message: 'All required action items must be resolved.',
  zuoraRequestId: 'zr-7',
}

function answered(kind: Answered['kind'], at: string): Answered {
  switch (kind) {
    case 'refused':
      return { kind, at, ...refusal }
    case 'busy':
      return { kind, at, retryAfterSeconds: 10 }
    default:
      return { kind, at }
  }
}

/** An approval round that is under way, or full. */
export function round(number: number, approvals: number, changes: Partial<Request> = {}): Partial<Request> {
  return { status: 'awaiting', round: number, approvals, approvalsNeeded: 2, expiresAt: inSeconds(3600), ...changes }
}

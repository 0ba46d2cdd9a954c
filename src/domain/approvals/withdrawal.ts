import type { LogEntry } from '../evidence/log.ts'
import type { Person } from '../person.ts'
import type { Request } from '../request.ts'
import { approvalsOf, type ClickRefused, standsFor, whyTooLate } from './approval.ts'
import { type Decision, decisionKey } from './decision.ts'

type WithdrawalClick = {
  person: Person
  /** The round that the clicked card asked for. */
  round: number
  at: string
  slackTs: string | null
  messageId: string
  /** The record of a delegation that they ended: what is taken back is what was given under it. */
  delegation?: number
}

/** What one write changes when an approval is taken back: the seats that are free again, and how many approvals are left. */
export type Withdrawal = { round: number; decisions: Request['decisions']; approvals: number; entry: LogEntry }

/** Why there is nothing that this person may take back now; possible until Zuora is asked, also after the time to approve. */
export function whyNotWithdraw(
  request: Request,
  { person, round }: Pick<WithdrawalClick, 'person' | 'round'>,
): ClickRefused | undefined {
  const tooLate = whyTooLate(request)
  if (tooLate) return tooLate
  if (request.status !== 'awaiting') return 'not-awaiting'
  if (round !== request.round) return 'older-card'
  return approvalFor(request, person) ? undefined : 'not-approved-by-you'
}

/** Who gave it and for whom it was given: either of the two may take it back. */
function approvalFor(request: Request, person: Person): Decision | undefined {
  return approvalsOf(request).find((approval) => standsFor(approval, person))
}

/** An approval that was given for somebody under this delegation. */
export function approvalUnder(request: Request, record: number): Decision | undefined {
  return approvalsOf(request).find(({ authority }) => authority.delegation?.record === record)
}

/**
 * The approval of this person's seat is taken back; those of later stages fall with it, because they were given on the
 * strength of it. Undefined where there is none.
 */
export function withdrawalOf(request: Request, click: WithdrawalClick): Withdrawal | undefined {
  const { person, at, slackTs, messageId, delegation } = click
  const taken = delegation === undefined ? approvalFor(request, person) : approvalUnder(request, delegation)
  if (!taken) return undefined
  const fallen = approvalsOf(request).filter((one) => stageOf(one) > stageOf(taken))
  const freed = new Set([taken, ...fallen].map((one) => one.messageId))
  const seats = Object.entries(request.decisions).filter(
    ([key, { kind, messageId: given }]) =>
      key.startsWith(`${request.round}#`) && (kind === 'approved' || kind === 'by-delegate') && freed.has(given),
  )
  const details = {
    round: request.round,
    stage: stageOf(taken),
    approvalOf: taken.by,
    ...(delegation === undefined ? {} : { delegation }),
    ...(fallen.length === 0 ? {} : { fellWithIt: fallen.map((one) => ({ stage: stageOf(one), by: one.by })) }),
  }
  return {
    round: request.round,
    decisions: Object.fromEntries(seats.map(([key, decision]) => [key, takenBack(decision, messageId)])),
    approvals: request.approvals - 1 - fallen.length,
    entry: { at, kind: 'withdrawn', by: person, ...(slackTs === null ? {} : { slackTs }), details },
  }
}

function takenBack(decision: Decision, withdrawnBy: string): Decision {
  return { ...decision, kind: 'withdrawn', spent: [...(decision.spent ?? []), decision.messageId, withdrawnBy] }
}

export function stageOf({ authority }: Pick<Decision, 'authority'>): number {
  return authority.stage ?? 1
}

/** Whether this very message has taken an approval back already. */
export function isWithdrawnBy(messageId: string, { decisions }: Pick<Request, 'decisions'>): boolean {
  return Object.values(decisions).some(({ spent }) => spent?.includes(messageId))
}

/** In one round; a record that anybody could fill by approving and withdrawing in turns would one day take no more. */
export const mostWithdrawals = 5

/** `spent` names two messages for each withdrawal. */
export function isWithdrawnTooOften(spent: readonly string[]): boolean {
  return spent.length >= 2 * mostWithdrawals
}

/** Whether somebody named by this id cannot approve any more in this round. */
export function hasWithdrawnTooOften({ decisions, round }: Pick<Request, 'decisions' | 'round'>, id: string): boolean {
  return Object.entries(decisions).some(
    ([key, { by, spent = [] }]) => key.startsWith(`${round}#`) && by.id === id && isWithdrawnTooOften(spent),
  )
}

/** What was taken back of these seats in this round: the next approval remembers it. */
export function spentOf(
  { decisions, round }: Pick<Request, 'decisions' | 'round'>,
  seats: readonly string[],
): string[] {
  const found = seats.flatMap((seat) => decisions[decisionKey(round, seat)]?.spent ?? [])
  return [...new Set(found)]
}

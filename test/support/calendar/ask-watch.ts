import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import type { LogEntry } from '../../../src/domain/evidence/log.ts'
import { asksZuora, isChange } from '../../../src/domain/policy/policy.ts'
import { heldBy, type Request, referenceOf } from '../../../src/domain/request.ts'
import { changesSince, type Snapshot, takeSnapshot } from '../../../src/domain/snapshot.ts'
import { mainAsks } from '../../../src/domain/steps/approval/approval-step.ts'
import type { ZuoraAsk } from '../../../src/domain/zuora-ask.ts'
import type { AccountingPeriods, AskTarget } from '../../../src/usecases/ports/zuora/accounting-periods.ts'
import type { FakeClock } from '../fake-clock.ts'
import type { createFakeLocks } from '../fake-locks.ts'
import type { FakeRequests } from '../fake-requests.ts'

/** `answer`: null until the function that asked has it. */
type Asking = { what: ZuoraAsk; request: string; at: number; answer: string | null }

type Watched = {
  zuora: { periods: AccountingPeriods }
  requests: FakeRequests
  locks: ReturnType<typeof createFakeLocks>
  clock: FakeClock
  asks: Asking[]
  violations: string[]
  /** Approvals, by the policy when this turn began. */
  needed: number | null
}

/** What a turn has seen of the calendar. */
type Seen = { one: Map<string, AccountingPeriod | undefined>; all: readonly AccountingPeriod[] }

/** Zuora works on a request for at most this long. */
const zuoraTimeoutMs = 120_000

/** Zuora as one turn sees it; whatever it asks for is held against what must be true at that moment. */
export function watchAsks({ zuora, requests, locks, clock, asks, violations, needed }: Watched) {
  const seen: Seen = { one: new Map(), all: [] }
  let ours: Asking | undefined

  const wrongNow = (what: ZuoraAsk, target: AskTarget, reference: string): string[] => {
    const request = requests.all().find((known) => referenceOf(known) === reference)
    if (!request) return [`asked for ${reference}, which does not exist`]
    const holders = heldBy(request).map((held) => locks.holderOf(held))
    const now = clock.now().getTime()
    const isMain = asksZuora(request.action) && mainAsks[request.action] === what
    return [
      ...(holders.every((holder) => holder === reference) ? [] : [`held by ${holders.join()}`]),
      ...(asks.some((it) => it.request === reference && it.what === what && isInFlight(it, now))
        ? ['the same is in flight']
        : []),
      ...wrongWithAsk(request, isMain),
      ...(isMain ? wrongWithMainAsk(request, { what, needed }) : []),
      ...(isChange(request.action) ? wrongWithChange(request, target, seen) : []),
      ...(isChange(request.action) && needed ? wrongWithSnapshot(request, seen) : []),
    ].map((wrong) => `${reference} asked to ${what}: ${wrong}`)
  }

  const periods: AccountingPeriods = {
    async list() {
      seen.all = await zuora.periods.list()
      return [...seen.all]
    },
    async retrieve(id) {
      const period = await zuora.periods.retrieve(id)
      seen.one.set(id, period)
      return period
    },
    ask(what, target, reference) {
      violations.push(...wrongNow(what, target, reference))
      ours = { what, request: reference, at: clock.now().getTime(), answer: null }
      asks.push(ours)
      return zuora.periods.ask(what, target, reference)
    },
  }

  return {
    periods,
    /** Around everything else: notes which answers reached the turn. */
    delivered: (inner: AccountingPeriods): AccountingPeriods => ({
      ...inner,
      async ask(what, target, reference) {
        const answer = await inner.ask(what, target, reference)
        if (ours) ours.answer = answer.kind
        return answer
      },
    }),
  }
}

function isInFlight({ at, answer }: Asking, now: number): boolean {
  return (answer === null || answer === 'unknown') && now - at < zuoraTimeoutMs
}

function wrongWithAsk({ stopped, outcome, lockTaken }: Request, isMain: boolean): string[] {
  return [
    ...(stopped && isMain ? [`although ${stopped.kind}`] : []),
    ...(outcome ? [`although it ended: ${outcome.kind}`] : []),
    ...(lockTaken ? [] : ['without its locks']),
  ]
}

function wrongWithMainAsk(request: Request, { what, needed }: { what: ZuoraAsk; needed: number | null }): string[] {
  if (needed === null) return ['without a rule for it']
  return [
    ...(request.status === 'asking' ? [] : [`while ${request.status}`]),
    ...(request.log.some((entry) => isAccepted(entry, what)) ? ['again after Zuora had accepted'] : []),
    ...(needed === 0 ? [] : wrongWithQuorum(request, needed)),
  ]
}

function isAccepted({ kind, details }: LogEntry, what: ZuoraAsk): boolean {
  return kind === 'zuora-answered' && details.what === what && details.kind === 'accepted'
}

/** From the log, which is what an auditor has. */
function wrongWithQuorum(request: Request, needed: number): string[] {
  const ofRound = request.log.filter(({ details }) => details.round === request.round)
  const card = ofRound.find(({ kind }) => kind === 'approval-asked')
  const approvals = ofRound.filter(({ kind }) => kind === 'approved')
  const ids = new Set(approvals.map(({ by }) => by?.id))
  const until = card?.details.expiresAt
  return [
    ...(ids.size < needed ? [`with ${ids.size} of ${needed}`] : []),
    ...(ids.has(request.requester.id) ? ['approved by the requester'] : []),
    ...(ids.has('U0GUEST') || ids.has('U0MALLORY') ? ['approved by someone who may not'] : []),
    ...(ofRound.some(({ kind }) => kind === 'voided') ? ['with void approvals'] : []),
    ...(approvals.some(({ at }) => typeof until !== 'string' || at >= until) ? ['approved too late'] : []),
  ]
}

function wrongWithChange(request: Request, target: AskTarget, seen: Seen): string[] {
  const period = request.period.id === null ? undefined : seen.one.get(request.period.id)
  const wanted = request.log[0]?.details.fields ?? null
  return [
    ...(isAlreadySo(request, period, seen.all) ? ['it is so already'] : []),
    ...(JSON.stringify(target.fields) === JSON.stringify(wanted) ? [] : ['something else than was asked for']),
    ...(target.periodId === request.period.id ? [] : ['of another period']),
    ...((target.idempotencyKey !== null) === (request.action === 'create') ? [] : ['with the wrong key']),
  ]
}

function isAlreadySo(
  { action, fields, period: { name, startDate } }: Request,
  period: AccountingPeriod | undefined,
  all: readonly AccountingPeriod[],
): boolean {
  if (action === 'create') return all.some((known) => known.name === name && known.startDate === startDate)
  if (action === 'delete') return period === undefined
  if (action === 'reopen') return period?.status === 'Open'
  const now: Record<string, unknown> = { ...period }
  return Object.entries(fields ?? {}).every(([field, wanted]) => now[field] === wanted)
}

function wrongWithSnapshot(request: Request, seen: Seen): string[] {
  const period = request.period.id === null ? undefined : seen.one.get(request.period.id)
  const { log, round, fields } = request
  const card = log.find(({ kind, details }) => kind === 'approval-asked' && details.round === round)
  const shown = card?.details.snapshot as Snapshot | undefined
  if (!shown) return ['nothing was shown']
  if (!period) return []
  const now: Record<string, unknown> = { ...period }
  const fieldsShown: Record<string, unknown> = { ...shown.fields }
  const moved = Object.keys(fields ?? {}).filter((name) => fieldsShown[name] !== now[name])
  const changes = changesSince({ ...shown, fields: null }, takeSnapshot(period, null)).map(({ what }) => what)
  return [...moved, ...changes].map((what) => `approvers did not see ${what}`)
}

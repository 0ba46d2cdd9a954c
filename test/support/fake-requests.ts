import { createHash } from 'node:crypto'
import { seatsOf } from '../../src/domain/approvals/approval.ts'
import { type Decision, decisionKey, identityOf } from '../../src/domain/approvals/decision.ts'
import { cancelEntry, decisionEntry } from '../../src/domain/approvals/decision-entry.ts'
import type { Place } from '../../src/domain/approvals/stages.ts'
import { beginning, chainOf, type LogEntry } from '../../src/domain/evidence/log.ts'
import { type Request, type RequestKey, referenceOf } from '../../src/domain/request.ts'
import { whyNotNudge } from '../../src/domain/requester/nudge.ts'
import { whyNotTakeOver } from '../../src/domain/requester/take-over.ts'
import type {
  OpenRequests,
  RefusedClicks,
  Register,
  RequestDraft,
  Requests,
} from '../../src/usecases/ports/record/requests.ts'
import { createFakePlaces } from './fake-places.ts'

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export type FakeRequests = Requests &
  Register &
  OpenRequests &
  RefusedClicks & {
    /** As it is now, past every port. */
    peek(key: RequestKey): Request
    /** All there are, in order of their numbers. */
    all(): Request[]
    /** Is told of every write, in order. */
    onWrite(watch: (before: Request | undefined, after: Request) => void): void
  }

/** The register of requests in memory, with the conditions of the table. What it gives is frozen, so that nobody changes it. */
export function createFakeRequests(places = createFakePlaces()): FakeRequests {
  const items = new Map<string, Request>()
  const clicks = new Map<string, number>()
  const watches: ((before: Request | undefined, after: Request) => void)[] = []

  const peek = (key: RequestKey): Request => {
    const found = items.get(referenceOf(key))
    if (!found) throw new Error(`There is no request ${referenceOf(key)}`)
    return found
  }

  const put = (key: RequestKey, changes: Partial<Request>): Request => {
    const before = items.get(referenceOf(key))
    const after = frozen({ ...peek(key), ...changes })
    items.set(referenceOf(key), after)
    for (const watch of watches) watch(before, after)
    return after
  }

  return {
    peek,
    all: () => [...items.values()],
    onWrite: (watch) => void watches.push(watch),
    async create(draft) {
      const { entity, messageId } = draft
      const { number, previous } = places.next(entity)
      const last = places.last(entity)
      if (last?.kind === 'request' && last.messageId === messageId) return peek({ entity, number: number - 1 })
      const request = frozen(firstWritten(draft, number, previous))
      places.take(entity, { messageId, kind: 'request', first: request.chain[0] ?? beginning })
      items.set(referenceOf(request), request)
      for (const watch of watches) watch(undefined, request)
      return request
    },
    read: async (key) => items.get(referenceOf(key)),
    open: async () => [...items.values()].filter(({ told }) => !told).map(({ entity, number }) => ({ entity, number })),
    ofPeriod: async (entity, periodId) =>
      [...items.values()]
        .filter((request) => request.entity === entity && request.period.id === periodId)
        .sort((a, b) => b.number - a.number),
    async write(read, changes, entries) {
      const { revision, log } = peek(read)
      if (revision !== read.revision || log.length !== read.log.length) return undefined
      return put(read, { ...changes, ...appended(read, entries), revision: revision + 1 })
    },
    async noteMessages(key, messages) {
      put(key, messages)
    },
    addDecision: async ({ key, round, place }, decision) => {
      const now = peek(key)
      return mayCount(now, { round, place }, decision) ? put(key, counted(now, round, decision)) : undefined
    },
    async withdraw(read, { round, decisions, approvals, entry }) {
      const now = peek(read)
      const { status, stopped, outcome, log } = now
      if (status !== 'awaiting' || now.round !== round || stopped || outcome) return undefined
      if (log.length !== read.log.length) return undefined
      const free = { ...now.decisions, ...decisions }
      return put(read, { decisions: free, approvals, heldUntil: null, log: [...log, entry] })
    },
    async cancel({ key, hold, ...click }) {
      const { status, stopped, outcome, log, round, heldUntil } = peek(key)
      if (status === 'asking' || status === 'finished' || stopped || outcome) return undefined
      if (hold && (status !== 'awaiting' || round !== hold.round || heldUntil !== hold.heldUntil)) return undefined
      return put(key, {
        stopped: { kind: 'cancelled', by: click.person, at: click.at, reason: null },
        log: [...log, cancelEntry(click)],
      })
    },
    nudge: async ({ key, round, person, at, notSince, entry }) => {
      const now = peek(key)
      const mayStill = now.nudgedAt === null || now.nudgedAt <= notSince
      if (!mayStill || whyNotNudge({ ...now, nudgedAt: null }, { person, round, at }) !== undefined) return undefined
      return put(key, { nudgedAt: at, log: [...now.log, entry] })
    },
    takeOver: async ({ key, round, from, person, entry }) => {
      const now = peek(key)
      const isAsRead = now.round === round && now.requester.id === from.id
      const mayStill = whyNotTakeOver({ ...now, expiresAt: null }, { person, at: entry.at }) === undefined
      if (!isAsRead || !mayStill) return undefined
      const formerRequesters = [...now.formerRequesters, from]
      return put(key, { requester: person, formerRequesters, requesterLeftAt: null, log: [...now.log, entry] })
    },
    keepToken: async (key, taskToken) => put(key, { taskToken }),
    async countRefusedClick(key, personId, because) {
      const counter = `${referenceOf(key)}#${personId}#${because}`
      clicks.set(counter, (clicks.get(counter) ?? 0) + 1)
    },
    async refusedClicks(key) {
      const own = `${referenceOf(key)}#`
      const counters = [...clicks].filter(([counter]) => counter.startsWith(own))
      return Object.fromEntries(counters.map(([counter, count]) => [counter.slice(own.length), count]))
    },
  }
}

function appended({ status, log, chain, later, laterChain }: Request, entries: readonly LogEntry[]): Partial<Request> {
  if (status === 'finished') {
    const all = [...later, ...entries]
    return { later: all, laterChain: chainOf(all, laterChain, chain.at(-1) ?? beginning, sha256) }
  }
  const all = [...log, ...entries]
  return { log: all, chain: chainOf(all, chain, beginning, sha256) }
}

/** All the way down; what is frozen already is so all the way down. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

function mayCount(now: Request, { round, place }: { round: number; place: Place }, decision: Decision): boolean {
  const { by, at, authority, messageId, spent = [] } = decision
  const isFree = (seat: string) => {
    const before = now.decisions[decisionKey(round, seat)]
    return before === undefined || (before.kind === 'withdrawn' && spent.includes(before.messageId))
  }
  return (
    !spent.includes(messageId) &&
    now.status === 'awaiting' &&
    now.round === round &&
    now.expiresAt !== null &&
    now.expiresAt > at &&
    now.stopped === null &&
    now.outcome === null &&
    now.approvals >= place.from &&
    now.approvals < place.upTo &&
    ![by.id, authority.delegation?.from.id].includes(now.requester.id) &&
    seatsOf(by, authority).every(isFree)
  )
}

function counted(now: Request, round: number, decision: Decision): Partial<Request> {
  const { kind, by, at, reason, authority } = decision
  const from = authority.delegation?.from
  const mark = from ? { [decisionKey(round, identityOf(from))]: { ...decision, kind: 'by-delegate' as const } } : {}
  return {
    decisions: { ...now.decisions, [decisionKey(round, identityOf(by))]: decision, ...mark },
    log: [...now.log, decisionEntry(round, decision)],
    ...(kind === 'approved' ? { approvals: now.approvals + 1 } : { stopped: { kind: 'rejected', by, at, reason } }),
  }
}

function firstWritten({ details, slackTs, ...draft }: RequestDraft, number: number, previousRequest: string): Request {
  const request = referenceOf({ entity: draft.entity, number })
  const asked: LogEntry = {
    at: draft.askedAt,
    kind: 'asked',
    by: draft.requester,
    ...(slackTs === undefined ? {} : { slackTs }),
    details: { ...details, request, previousRequest },
  }
  const chain = chainOf([asked], [], previousRequest, sha256)
  const fresh = { revision: 0, told: false, later: [], laterChain: [] } as const
  return { ...draft, ...fresh, number, execution: request, log: [asked], chain }
}

import { createHash } from 'node:crypto'
import { seatsOf } from '../../src/domain/approvals/approval.ts'
import { type Decision, decisionKey, identityOf } from '../../src/domain/approvals/decision.ts'
import { decisionEntry } from '../../src/domain/approvals/decision-entry.ts'
import type { Place } from '../../src/domain/approvals/stages.ts'
import { beginning, chainOf, type LogEntry } from '../../src/domain/evidence/log.ts'
import { type Request, type RequestKey, referenceOf } from '../../src/domain/request.ts'
import type {
  OpenRequests,
  RefusedClicks,
  Register,
  RequestDraft,
  Requests,
} from '../../src/usecases/ports/requests.ts'

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
export function createFakeRequests(): FakeRequests {
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
      const before = [...items.values()].filter(({ entity }) => entity === draft.entity)
      const last = before.at(-1)
      if (last?.messageId === draft.messageId) return last
      const request = frozen(firstWritten(draft, before.length + 1, last?.chain[0] ?? beginning))
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
      const chain = chainOf([...read.log, ...entries], read.chain, beginning, sha256)
      return put(read, { ...changes, chain, revision: revision + 1, log: [...log, ...entries] })
    },
    async noteMessages(key, messages) {
      put(key, messages)
    },
    addDecision: async ({ key, round, place }, decision) => {
      const now = peek(key)
      return mayCount(now, { round, place }, decision) ? put(key, counted(now, round, decision)) : undefined
    },
    async cancel({ key, person, at }) {
      const { status, stopped, outcome, log } = peek(key)
      if (status === 'asking' || status === 'finished' || stopped || outcome) return undefined
      return put(key, {
        stopped: { kind: 'cancelled', by: person, at, reason: null },
        log: [...log, { at, kind: 'cancelled', by: person, details: {} }],
      })
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

/** All the way down; what is frozen already is so all the way down. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

function mayCount(now: Request, { round, place }: { round: number; place: Place }, decision: Decision): boolean {
  const { by, at, authority, messageId } = decision
  const isFree = (seat: string) => {
    const before = now.decisions[decisionKey(round, seat)]
    return before === undefined || (before.kind === 'withdrawn' && before.messageId !== messageId)
  }
  return (
    now.status === 'awaiting' &&
    now.round === round &&
    now.expiresAt !== null &&
    now.expiresAt > at &&
    now.stopped === null &&
    now.outcome === null &&
    now.approvals >= place.from &&
    now.approvals < place.upTo &&
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

function firstWritten({ details, ...draft }: RequestDraft, number: number, previousRequest: string): Request {
  const request = referenceOf({ entity: draft.entity, number })
  const asked: LogEntry = {
    at: draft.askedAt,
    kind: 'asked',
    by: draft.requester,
    details: { ...details, request, previousRequest },
  }
  const chain = chainOf([asked], [], previousRequest, sha256)
  const fresh = { revision: 0, told: false, later: [], laterChain: [] } as const
  return { ...draft, ...fresh, number, execution: request, log: [asked], chain }
}

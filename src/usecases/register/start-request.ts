import type { PeriodFields } from '../../domain/calendar/period-fields.ts'
import type { Person } from '../../domain/person.ts'
import { type Action, type Authority, ruleFor } from '../../domain/policy/policy.ts'
import type { Earlier, RangeChild, Request } from '../../domain/request.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Register, RequestDraft } from '../ports/record/requests.ts'
import type { Entity, Rules } from '../ports/rules.ts'

export type ToStart = {
  action: Action
  person: Person
  /** Who asked for it before somebody took it over. */
  formerRequesters?: readonly Person[]
  entity: Pick<Entity, 'key' | 'channel'>
  period: Request['period']
  note: string | null
  notBefore?: string | null
  messageId: string
  /** Why they might ask. */
  authority?: Authority | undefined
  /** What they typed. */
  words?: string | undefined
  /** Slack's own time of a click. */
  slackTs?: string | undefined
  setsBack?: number
  fields?: PeriodFields | null
  neighbourId?: string | null
  range?: readonly RangeChild[]
  partOf?: number
  earlier?: Earlier
  /** What the person saw, where the action is for exactly that. */
  snapshot?: Snapshot
}

/** Writes and numbers a request. The execution is started by the caller, and by the next minute's repair if that fails. */
export async function startRequest(
  toStart: ToStart,
  { requests, rules, now }: { requests: Register; rules: Pick<Rules, 'policyFor'>; now: () => Date },
): Promise<Request> {
  return requests.create(draftOf(toStart, rules, now().toISOString()))
}

function draftOf(toStart: ToStart, rules: Pick<Rules, 'policyFor'>, askedAt: string): RequestDraft {
  const { action, person, formerRequesters = [], entity, note, notBefore = null, messageId } = toStart
  const { authority, words, slackTs, setsBack = null } = toStart
  const { fields = null, neighbourId = null, range = null, partOf = null, earlier = null } = toStart
  const subject = { fields, neighbourId, range, partOf, earlier }
  const { id, name, startDate, endDate } = toStart.period
  const period = { id, name, startDate, endDate }
  const { policy, hash: policyHash } = rules.policyFor(entity.key)
  const approvalsNeeded = ruleFor(policy, action)?.approvals ?? 0
  return {
    entity: entity.key,
    action,
    period,
    requester: person,
    formerRequesters,
    askedAt,
    notBefore,
    note,
    channel: entity.channel,
    messageId,
    setsBack,
    approvalsNeeded,
    policyHash,
    ...subject,
    ...(slackTs === undefined ? {} : { slackTs }),
    details: {
      action,
      period,
      note,
      ...(notBefore === null ? {} : { notBefore }),
      ...(words === undefined ? {} : { words }),
      ...(authority ? { authority } : {}),
      setsBack,
      ...subject,
      approvalsNeeded,
      policy: policyHash,
    },
    snapshot: toStart.snapshot ?? null,
    ...untouched,
  }
}

/** A request to which nothing has happened yet. */
const untouched = {
  status: 'working',
  lockTaken: false,
  unreachableSince: null,
  othersSince: null,
  asks: {},
  marks: null,
  shown: null,
  changedSinceCard: null,
  integrationUser: null,
  obstacles: null,
  obstaclesAt: null,
  lookAgainAt: null,
  round: 0,
  changes: [],
  expiresAt: null,
  decisions: {},
  approvals: 0,
  stopped: null,
  taskToken: null,
  outcome: null,
  followUp: null,
  periodAtEnd: null,
  statusMessage: null,
  card: null,
  afterCard: null,
  outcomeMessage: null,
  followUpMessage: null,
  stages: null,
  requesterLeftAt: null,
  roundStartedAt: null,
  heldUntil: null,
  escalatedAt: null,
  nudgedAt: null,
  trialBalanceNoted: null,
  headsTold: [],
} as const satisfies Partial<RequestDraft>

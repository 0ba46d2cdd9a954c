import type { ClickRefused } from '../../domain/approvals/approval.ts'
import type { LogEntry } from '../../domain/evidence/log.ts'
import type { Person } from '../../domain/person.ts'
import { type Authority, requestersFor } from '../../domain/policy/policy.ts'
import type { Request, RequestKey } from '../../domain/request.ts'
import { whyNotTakeOver } from '../../domain/requester/take-over.ts'
import type { DecidePorts } from '../decide.ts'
import { entityOf } from '../entities/entity-of.ts'
import { findAuthority } from '../people/authority.ts'
import { type MayNotAsk, whyNotAsk } from '../people/may-ask.ts'
import { showCardAsItIs } from '../people/show-card-as-it-is.ts'

export type TakeOverAsked = { key: RequestKey; personId: string; messageId: string; slackTs: string | null }

export type TakeOverAnswer =
  | { kind: 'taken-over'; request: Request; from: Person }
  | { kind: 'may-not-ask'; why: MayNotAsk; request: Request }
  | { kind: 'refused'; because: ClickRefused; request: Request | undefined }

/** Somebody who may ask for it becomes who asks, because who asked has left: they cancel and remind, and never approve it. */
export async function takeOver(asked: TakeOverAsked, ports: DecidePorts): Promise<TakeOverAnswer> {
  const request = await ports.requests.read(asked.key)
  if (!request) return { kind: 'refused', because: 'no-such-request', request }
  const before = takenOverBy(asked, request)
  if (before) return afterTaking(request, before, ports)
  const people = ports.people.fresh()
  const [person, requester] = await Promise.all([people.person(asked.personId), people.person(request.requester.id)])
  const at = ports.now().toISOString()
  if (requester.isFullMember) return welcomeBack(request, asked, ports)
  const why = await whyNotAsk(
    { action: request.action, personId: person.id, entity: entityOf(request, ports.rules.entities) },
    { rules: ports.rules, people },
  )
  if (why) return { kind: 'may-not-ask', why, request }
  const because = whyNotTakeOver(request, { person, at })
  if (because) return refuse(request, asked, because, ports)
  const from = request.requester
  const mayAsk = requestersFor(ports.rules.policyFor(request.entity).policy, request.action)
  const authority = await findAuthority(person.id, mayAsk, people)
  const entry = takenOverEntry(asked, { from, person, at, authority })
  const taken = { key: asked.key, round: request.round, from, person, entry }
  const written = await ports.requests.takeOver(taken)
  if (written) return afterTaking(written, from, ports)
  const now = (await ports.requests.read(asked.key)) ?? request
  // The answer to our own write may have been lost, and its repetition met it.
  const own = takenOverBy(asked, now)
  if (own) return afterTaking(now, own, ports)
  return refuse(now, asked, whyNotTakeOver(now, { person, at }) ?? 'older-card', ports)
}

function takenOverEntry(
  { messageId, slackTs }: TakeOverAsked,
  { from, person, at, authority }: { from: Person; person: Person; at: string; authority: Authority | undefined },
): LogEntry {
  return {
    at,
    kind: 'taken-over',
    by: person,
    ...(slackTs === null ? {} : { slackTs }),
    details: { from, authority, messageId },
  }
}

/** Whom this very click took it over from, if it did. */
function takenOverBy({ messageId, personId }: TakeOverAsked, { log, formerRequesters }: Request): Person | undefined {
  const isOwn = log.some(
    ({ kind, by, details }) => kind === 'taken-over' && by?.id === personId && details.messageId === messageId,
  )
  return isOwn ? formerRequesters.at(-1) : undefined
}

/** The message need not offer it any longer; where somebody else writes at this moment, the next look at it takes it away. */
async function welcomeBack(request: Request, asked: TakeOverAsked, ports: DecidePorts): Promise<TakeOverAnswer> {
  const isOffered = request.requesterLeftAt !== null && request.status !== 'finished'
  const here = isOffered ? await ports.requests.write(request, { requesterLeftAt: null }, []) : undefined
  if (here?.statusMessage) await ports.announcer.showStatus(here, null)
  return refuse(here ?? request, asked, 'requester-is-here', ports)
}

async function afterTaking(request: Request, from: Person, ports: DecidePorts): Promise<TakeOverAnswer> {
  await showCardAsItIs(request, ports)
  return { kind: 'taken-over', request, from }
}

async function refuse(
  request: Request,
  { personId }: TakeOverAsked,
  because: ClickRefused,
  { requests }: DecidePorts,
): Promise<TakeOverAnswer> {
  await requests.countRefusedClick(request, personId, because)
  return { kind: 'refused', because, request }
}

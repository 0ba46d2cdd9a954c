import { isDated } from '../domain/period-reference.ts'
import { type Principal, requestersFor } from '../domain/policy/policy.ts'
import { type RequestKey, referenceOf } from '../domain/request.ts'
import { maySetBack } from '../domain/set-back.ts'
import { takeSnapshot } from '../domain/snapshot.ts'
import { entityOf } from './entities/entity-of.ts'
import { findAuthority } from './people/authority.ts'
import { type InFlight, inFlight, runningOf, type Started, started } from './register/running-request.ts'
import { startRequest } from './register/start-request.ts'
import type { RequestActionPorts } from './request-action.ts'

export type SetBackAnswer =
  | Started
  | { kind: 'no-such-request' }
  | { kind: 'not-a-full-member' }
  | { kind: 'not-a-requester'; action: 'set-back-to-open'; requesters: readonly Principal[] }
  | InFlight
  | { kind: 'changed-since'; name: string; status: string }

/** Takes back the pending close that an ended request left, as a request of its own; only while nobody else changed it. */
export async function setBackToOpen(
  key: RequestKey,
  click: { personId: string; messageId: string; slackTs?: string | null },
  ports: RequestActionPorts,
): Promise<SetBackAnswer> {
  const [ended, person] = await Promise.all([ports.requests.read(key), ports.people.person(click.personId)])
  if (!ended) return { kind: 'no-such-request' }
  const entity = entityOf(ended, ports.rules.entities)
  if (!person.isFullMember) return { kind: 'not-a-full-member' }
  const requesters = requestersFor(ports.rules.policyFor(entity.key).policy, 'set-back-to-open')
  const authority = await findAuthority(person.id, requesters, ports.people)
  if (!authority) {
    return { kind: 'not-a-requester', action: 'set-back-to-open', requesters }
  }
  const others = await ports.requests.ofPeriod(entity.key, ended.period.id)
  const running = runningOf(others, click.messageId)
  if (running?.messageId === click.messageId) return started(running, { entity }, ports)
  if (running) return inFlight(running, ports)
  const period = ended.period.id === null ? undefined : await entity.periods.retrieve(ended.period.id)
  if (!period || !isDated(period) || !maySetBack(ended, period, others)) {
    return { kind: 'changed-since', name: ended.period.name, status: period?.statusText ?? 'gone' }
  }
  const request = await startRequest(
    {
      action: 'set-back-to-open',
      person,
      authority,
      slackTs: click.slackTs ?? undefined,
      entity,
      // By the name that the ended request had: under Multi-Org Zuora's alone does not say whose it is.
      period: { id: period.id, name: ended.period.name, startDate: period.startDate, endDate: period.endDate },
      note: `takes back the pending close of ${referenceOf(ended)}`,
      messageId: click.messageId,
      setsBack: ended.number,
      snapshot: takeSnapshot(period, null),
    },
    ports,
  )
  return started(request, { entity }, ports)
}

import { isDated } from '../domain/period-reference.ts'
import { type Principal, requestersFor } from '../domain/policy.ts'
import { type Request, type RequestKey, referenceOf } from '../domain/request.ts'
import { maySetBack } from '../domain/set-back.ts'
import { takeSnapshot } from '../domain/snapshot.ts'
import { entityOf } from './entities/entity-of.ts'
import { findAuthority } from './people/authority.ts'
import type { Entity } from './ports/rules.ts'
import { startRequest } from './register/start-request.ts'
import type { RequestActionPorts } from './request-action.ts'

export type SetBackAnswer =
  | { kind: 'started'; request: Request; entity: Entity; chosen: 'named' }
  | { kind: 'no-such-request' }
  | { kind: 'not-a-full-member' }
  | { kind: 'not-a-requester'; action: 'set-back-to-open'; requesters: readonly Principal[] }
  | { kind: 'in-flight'; request: Request; link: string | null }
  | { kind: 'changed-since'; name: string; status: string }

/** Takes back the pending close that an ended request left, as a request of its own; only while nobody else changed it. */
export async function setBackToOpen(
  key: RequestKey,
  click: { personId: string; messageId: string },
  ports: RequestActionPorts,
): Promise<SetBackAnswer> {
  const [ended, person] = await Promise.all([ports.requests.read(key), ports.people.person(click.personId)])
  if (!ended) return { kind: 'no-such-request' }
  const entity = entityOf(ended, ports.rules.entities)
  if (!person.isFullMember) return { kind: 'not-a-full-member' }
  const requesters = requestersFor(ports.rules.policyFor(entity.key).policy, 'set-back-to-open')
  if (!(await findAuthority(person.id, requesters, ports.people))) {
    return { kind: 'not-a-requester', action: 'set-back-to-open', requesters }
  }
  const others = await ports.requests.ofPeriod(entity.key, ended.period.id)
  const same = others.find(({ messageId }) => messageId === click.messageId)
  if (same) return start(same, entity, ports)
  const running = others.find(({ status }) => status !== 'finished')
  if (running) return { kind: 'in-flight', request: running, link: await linkTo(running, ports) }
  const period = ended.period.id === null ? undefined : await entity.periods.retrieve(ended.period.id)
  if (!period || !isDated(period) || !maySetBack(ended, period, others)) {
    return { kind: 'changed-since', name: ended.period.name, status: period?.statusText ?? 'gone' }
  }
  const request = await startRequest(
    {
      action: 'set-back-to-open',
      person,
      entity,
      period,
      note: `takes back the pending close of ${referenceOf(ended)}`,
      messageId: click.messageId,
      setsBack: ended.number,
      snapshot: takeSnapshot(period, null),
    },
    ports,
  )
  return start(request, entity, ports)
}

async function start(request: Request, entity: Entity, { workflow }: RequestActionPorts): Promise<SetBackAnswer> {
  if (!request.told) await workflow.start(request, request.execution)
  return { kind: 'started', request, entity, chosen: 'named' }
}

async function linkTo(request: Request, { announcer }: RequestActionPorts): Promise<string | null> {
  return request.statusMessage ? announcer.linkTo(request.statusMessage) : null
}

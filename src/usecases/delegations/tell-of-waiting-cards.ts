import type { Delegation } from '../../domain/approvals/delegation.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { type Request, referenceOf } from '../../domain/request.ts'
import { stillAsked } from '../people/asked-now.ts'
import type { People } from '../ports/people/people.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { OpenRequests, Requests } from '../ports/record/requests.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import type { Announcer } from '../ports/telling/announcer.ts'

export type WaitingCardsPorts = {
  filings: Pick<Filings, 'readFiled' | 'appendFiled'>
  requests: Pick<Requests, 'read'> & OpenRequests
  announcer: Pick<Announcer, 'notifyApprovers'>
  people: People
  rules: Rules
  now: () => Date
}

/**
 * A part that is handed on from today: its delegate is written to about each card that waits for it, as those were who were
 * asked when it was posted. At most once: noted before it is sent.
 */
export async function tellOfWaitingCards(
  delegation: Delegation,
  entity: Entity,
  ports: WaitingCardsPorts,
): Promise<void> {
  const { filings, announcer, now } = ports
  if (delegation.from > dateIn(entity.timeZone, now())) return
  const filed = await filings.readFiled({ entity: entity.key, number: delegation.record })
  const to = delegation.delegate.id
  const isTold = filed?.log.some(({ kind, details }) => kind === 'announced' && details.to === to)
  if (filed?.status !== 'open' || isTold) return
  const waiting = await waitingFor(delegation, ports)
  if (waiting.length === 0) return
  const details = { to, requests: waiting.map(referenceOf) }
  const noted = await filings.appendFiled(filed, {}, [
    { at: now().toISOString(), kind: 'announced', by: null, details },
  ])
  if (!noted) return
  for (const request of waiting) await announcer.notifyApprovers(request, [to])
}

/** As if nothing else were handed on: the index may not show this delegation yet. */
async function waitingFor(delegation: Delegation, { requests, people, rules }: WaitingCardsPorts): Promise<Request[]> {
  const delegations = { inForce: async () => [delegation] }
  const keys = (await requests.open()).filter(({ entity }) => entity === delegation.entity)
  const waiting: Request[] = []
  for (const key of keys) {
    const request = await requests.read(key)
    if (!request?.card || request.status !== 'awaiting' || request.stopped !== null || request.outcome !== null)
      continue
    const asked = await stillAsked(request, { people, rules, delegations })
    if (asked.includes(delegation.delegate.id)) waiting.push(request)
  }
  return waiting
}

import type { DatedPeriod } from '../../domain/period-reference.ts'
import type { Request } from '../../domain/request.ts'
import type { Entity } from '../ports/rules.ts'
import type { ReadingPorts } from './find-calendar.ts'

/** A request and where people can act on it: its card while that waits for approvals, otherwise its status message. */
export type LinkedRequest = { request: Request; link: string | null }

/** What was asked for here, newest first, ranges that this period is one of included. Only what has not ended is linked. */
export async function requestsOf(
  period: DatedPeriod,
  entity: Entity,
  { requests, announcer }: Pick<ReadingPorts, 'requests' | 'announcer'>,
): Promise<LinkedRequest[]> {
  const [ofPeriod, ofNone] = await Promise.all([
    requests.ofPeriod(entity.key, period.id),
    requests.ofPeriod(entity.key, null),
  ])
  const ranges = ofNone.filter(({ range }) => range?.some(({ periodId }) => periodId === period.id))
  const all = [...ofPeriod, ...ranges].sort((a, b) => b.number - a.number)
  return Promise.all(all.map(async (request) => ({ request, link: await linkOf(request, announcer) })))
}

async function linkOf(
  { status, card, statusMessage }: Request,
  announcer: ReadingPorts['announcer'],
): Promise<string | null> {
  if (status === 'finished') return null
  const message = status === 'awaiting' ? (card ?? statusMessage) : statusMessage
  return message && announcer.linkTo(message)
}

/** The one that has the period in flight, if any. */
export function inFlightOf(linked: readonly LinkedRequest[]): LinkedRequest | undefined {
  return linked.find(({ request }) => request.status !== 'finished')
}

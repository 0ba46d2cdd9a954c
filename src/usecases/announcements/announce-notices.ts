import { type Announcee, announceeId, type Notice } from '../../domain/announcements/notice.ts'
import {
  isToldAlready,
  type NoticeFacts,
  noticesFor,
  planCancelled,
  plansTold,
  toldNoticesSince,
} from '../../domain/announcements/notices-for.ts'
import type { Log } from '../ports/log.ts'
import type { Reminded } from '../ports/record/reminded.ts'
import type { Requests } from '../ports/record/requests.ts'
import type { EventBus } from '../ports/telling/event-bus.ts'
import type { NoticeAnnouncer } from '../ports/telling/notice-announcer.ts'
import { sayOnce } from '../reminders/say-once.ts'

export type NoticePorts = {
  reminded: Pick<Reminded, 'of' | 'claim' | 'release' | 'notePosted'>
  requests: Pick<Requests, 'read'>
  noticeAnnouncer: NoticeAnnouncer
  eventBus: EventBus
  /** Who is told of an entity. */
  announceTo: (entity: string) => readonly Announcee[]
  now: () => Date
  log: Log
}

/**
 * Tells everybody who is to be told of an entity what they have not been told. One who cannot be told does not keep the others
 * from it. What Slack cannot take now is left to the next run; any other failure is thrown once all have been tried.
 */
export async function announceNotices(facts: NoticeFacts, ports: NoticePorts): Promise<void> {
  const now = ports.now().toISOString()
  const due = noticesFor(facts, now)
  const failures: unknown[] = []
  for (const to of ports.announceTo(facts.entity)) {
    try {
      const { told } = await ports.reminded.of(announceeId(to), toldNoticesSince(now))
      const keys = told.map(({ key }) => key)
      const cancelled = await cancelledPlans(facts.entity, keys, ports)
      const notices = [...due, ...cancelled.filter(({ from, until }) => from <= now && now < until)]
      for (const notice of notices.filter((one) => !isToldAlready(one, keys))) await tell(to, notice, ports)
    } catch (error) {
      const isSlack = error instanceof Error && error.name.startsWith('Slack')
      if (isSlack) ports.log('notice-not-told', { to: announceeId(to), error: error.name })
      else failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of those to be told could not be.`)
}

/** Who was told of a plan is told that nothing comes of it, and nobody else. */
async function cancelledPlans(entity: string, told: readonly string[], { requests }: NoticePorts): Promise<Notice[]> {
  const read = await Promise.all(plansTold(entity, told).map((number) => requests.read({ entity, number })))
  return read.flatMap((request) => (request && planCancelled(request)) ?? [])
}

function tell(to: Announcee, notice: Notice, ports: NoticePorts): Promise<void> {
  return to.kind === 'channel' ? tellChannel(to.channel, notice, ports) : tellPrograms(to, notice, ports)
}

/** People are told at most once: claimed first. */
async function tellChannel(channel: string, notice: Notice, ports: NoticePorts): Promise<void> {
  const { reminded, noticeAnnouncer, now, log } = ports
  // Asked before it is claimed: what cannot be posted now is not lost by that.
  if (!(await noticeAnnouncer.mayReach(channel))) {
    log('notice-not-told', { to: channel, because: 'not reachable' })
    return
  }
  const post = () => noticeAnnouncer.postNotice(channel, notice)
  await sayOnce(channel, claimOf(notice, now()), { reminded, post })
}

/** Programs are told at least once: an event has an id, by which they know it again. */
async function tellPrograms(to: Extract<Announcee, { kind: 'event-bus' }>, notice: Notice, ports: NoticePorts) {
  const { eventBus, reminded, now } = ports
  await eventBus.put(to.name, notice, now().toISOString())
  await reminded.claim(announceeId(to), claimOf(notice, now()))
}

function claimOf({ entity, key }: Notice, at: Date) {
  return { key, at: at.toISOString(), reminders: [{ subject: entity, occasion: key }] }
}

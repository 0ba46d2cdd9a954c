import type { AccountingPeriod } from '../../../../src/domain/accounting-period.ts'
import type { Person } from '../../../../src/domain/person.ts'
import { audienceId } from '../../../../src/domain/reminders/audience.ts'
import type { Reminder } from '../../../../src/domain/reminders/reminder.ts'
import { announceesOf } from '../../../../src/runtime/policy/announcees.ts'
import { dayOffRule } from '../../../../src/runtime/policy/day-off-rule.ts'
import { policyInForce } from '../../../../src/runtime/policy/policy-in-force.ts'
import { reminderRulesOf } from '../../../../src/runtime/policy/reminder-rules.ts'
import { noticeMessage } from '../../../../src/slack/messages/announcements/notice.ts'
import type { Message } from '../../../../src/slack/messages/blocks.ts'
import { reminderMessage } from '../../../../src/slack/messages/reminders/reminder.ts'
import { snoozeNews } from '../../../../src/slack/messages/reminders/snooze-reply.ts'
import { toRemind } from '../../../../src/usecases/people/asked-now.ts'
import type { Entity } from '../../../../src/usecases/ports/rules.ts'
import type { Sending } from '../../../../src/usecases/ports/telling/reminder-announcer.ts'
import type { SnoozeAnnouncer } from '../../../../src/usecases/ports/telling/snooze-announcer.ts'
import { type RemindPorts, remind } from '../../../../src/usecases/reminders/remind.ts'
import { snooze } from '../../../../src/usecases/reminders/snooze.ts'
import { createFakeClock } from '../../fake-clock.ts'
import { createFakeFilings } from '../../fake-filings.ts'
import { createFakeKeptCalendars } from '../../fake-kept-calendars.ts'
import { createFakePeople } from '../../fake-people.ts'
import { createFakePlaces } from '../../fake-places.ts'
import { createFakeReminded } from '../../fake-reminded.ts'
import { createFakeRequests } from '../../fake-requests.ts'
import { sampleEntity } from '../../sample-entity.ts'
import { people, timeZones } from './team.ts'
import { yearConfig } from './year-config.ts'

/** `about`: of a reminder, what stands in it; null of a notice, and of what is told in the thread of a reminder. */
export type Said = {
  at: string
  to: string
  message: Message
  about: readonly Reminder[] | null
  told: Sending['despite']
  inThread?: boolean
}

export const beginning = '2026-01-01T00:00:00.000Z'

/** The use case as it is deployed, with the real rules and the real words; Zuora, the table and Slack in memory. */
export function createYearWorld() {
  const config = yearConfig()
  const clock = createFakeClock(beginning)
  const places = createFakePlaces()
  const requests = createFakeRequests(places)
  const filings = createFakeFilings(places)
  const reminded = createFakeReminded()
  const keptCalendars = createFakeKeptCalendars()
  const calendars = new Map<string, AccountingPeriod[]>()
  const controllers = ['U0BOB', 'U0CAROL', 'U0DAN']
  const known: Person[] = [...people]
  const said: Said[] = []

  const entities: Entity[] = config.entities.map(({ key, name, channel, timezone }) =>
    sampleEntity({
      key,
      name,
      channel: channel ?? config.slack.channel,
      timeZone: timezone ?? config.timezone,
      isDayOff: dayOffRule(config, key),
      periods: { ...sampleEntity().periods, list: async () => [...(calendars.get(key) ?? [])] },
    }),
  )
  const entityOf = (key: string): Entity => {
    const found = entities.find((one) => one.key === key)
    if (!found) throw new Error(`There is no entity ${key}`)
    return found
  }
  const label = (key: string) => entityOf(key).name
  const policies = new Map(entities.map(({ key }) => [key, policyInForce(config, key)]))
  const policyFor = (key: string) => policies.get(key) ?? policyInForce(config, key)
  const acting = {
    people: createFakePeople(known, { S0CONTROLLERS: controllers }, timeZones),
    delegations: { inForce: async () => [] },
    rules: { policyFor, entities },
    now: clock.now,
  }

  const post = (to: string, message: Message, rest: Pick<Said, 'about' | 'told' | 'inThread'>) => {
    said.push({ at: clock.iso(), to, message, ...rest })
    return { channel: to, ts: `${said.length}.000100` }
  }
  const snoozeAnnouncer: SnoozeAnnouncer = {
    tellSnooze: async ({ channel }, news) =>
      post(channel, snoozeNews(news, label), { about: null, told: null, inThread: true }),
  }
  const ports: RemindPorts = {
    ...acting,
    requests,
    filings,
    reminderRules: (key) => reminderRulesOf(config, key),
    keptCalendars,
    reminded,
    reminderAnnouncer: {
      mayReach: async () => true,
      async remind(audience, about, sending) {
        const toSay = about.map(async (reminder) => ({
          reminder,
          undecided: reminder.about.kind === 'approval' ? await toRemind(reminder.about.request, acting) : null,
          link: reminder.about.kind === 'approval' ? 'https://example.slack.com/archives/card' : null,
        }))
        const message = reminderMessage(await Promise.all(toSay), { audience, sending, label })
        return post(audienceId(audience), message, { about, told: sending.despite })
      },
    },
    announceTo: (key) => announceesOf(config, key),
    noticeAnnouncer: {
      mayReach: async () => true,
      postNotice: async (channel, notice) =>
        post(channel, noticeMessage(notice, label, entityOf(notice.entity).channel), { about: null, told: null }),
    },
    eventBus: { put: () => Promise.reject(new Error('no bus is configured')) },
    log: (event) => {
      if (event !== 'reminded') throw new Error(`Nothing fails in this year: ${event}`)
    },
  }

  return {
    clock,
    requests,
    filings,
    calendars,
    controllers,
    known,
    said,
    entityOf,
    policyFor,
    run: () => remind(ports),
    snooze: (asked: Omit<Parameters<typeof snooze>[0], 'messageId'>) =>
      snooze({ ...asked, messageId: `click ${clock.iso()}` }, { ...ports, filings, snoozeAnnouncer }),
  }
}

export type YearWorld = ReturnType<typeof createYearWorld>

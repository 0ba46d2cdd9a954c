import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastUpTo } from '../../../../src/domain/calendar/business-days.ts'
import { dateIn, secondsAfter, secondsBetween } from '../../../../src/domain/calendar/calendar-date.ts'
import { keepCalendar } from '../../../../src/domain/calendar/kept-calendar.ts'
import { momentOf, wallTimeAt } from '../../../../src/domain/calendar/wall-clock.ts'
import type { LogEntry } from '../../../../src/domain/evidence/log.ts'
import { datedPeriods } from '../../../../src/domain/period-reference.ts'
import { dueDateOf } from '../../../../src/domain/reminders/due-date.ts'
import { type AudienceFacts, messagesToSend, type ToSend } from '../../../../src/domain/reminders/messages-to-send.ts'
import { isQuietHour } from '../../../../src/domain/reminders/quiet.ts'
import type { ReminderFacts } from '../../../../src/domain/reminders/reminder-facts.ts'
import type { Snooze, Told } from '../../../../src/domain/reminders/told.ts'
import { remindersFor } from '../../../../src/domain/reminders.ts'
import { channelOf, personIn, sampleReminderFacts, sampleRules } from '../../../support/reminders/sample-reminders.ts'
import { noTrialBalance, sampleCalendar } from '../../../support/sample-calendar.ts'
import { sampleException } from '../../../support/sample-exception.ts'
import { sampleRequest } from '../../../support/sample-request.ts'

type Sent = { audience: AudienceFacts; now: string; message: ToSend }
type World = { facts: (now: string) => ReminderFacts; audiences: readonly AudienceFacts[]; snoozes: readonly Snooze[] }

/** What is sent while the clock ticks at these moments, each message once. */
function live({ facts, audiences, snoozes }: World, ticks: readonly string[]): Sent[] {
  const told = new Map(audiences.map((audience) => [audience, [] as Told[]]))
  return ticks.flatMap((now) => {
    const reminders = remindersFor(facts(now))
    return [...told].flatMap(([audience, known]) => {
      const found = messagesToSend({ reminders, told: known, snoozes, facts: audience, now })
      known.push(...found.map(({ key, told: reminders }) => ({ key, at: now, reminders, message: null })))
      return found.map((message) => ({ audience, now, message }))
    })
  })
}

const begin = '2026-10-20T00:00:00.000Z'
const zones = ['America/New_York', 'Europe/London', 'Asia/Kolkata', 'Pacific/Auckland', 'America/Santiago', 'UTC']
const moment = fc.integer({ min: 0, max: 60 * 96 }).map((quarter) => secondsAfter(begin, quarter * 900))

const ticksOfDay = fc
  .tuple(fc.integer({ min: 0, max: 59 }), fc.array(fc.integer({ min: 0, max: 95 }), { minLength: 1, maxLength: 5 }))
  .map(([day, quarters]) => quarters.map((quarter) => secondsAfter(begin, day * 86_400 + quarter * 900)))

const worlds = fc.record({
  timeZone: fc.constantFrom(...zones),
  personZone: fc.constantFrom(...zones),
  closeDueBusinessDay: fc.option(fc.integer({ min: 1, max: 23 })),
  closed: fc.integer({ min: 6, max: 10 }),
  roundStartedAt: moment,
  hours: fc.integer({ min: 1, max: 120 }),
  filedAt: moment,
  snooze: fc.option(fc.record({ until: moment, at: moment })),
  otherStartsAfterQuarters: fc.integer({ min: 0, max: 96 }),
  days: fc.array(ticksOfDay, { minLength: 1, maxLength: 25 }),
  /** When, on each due day, something runs: from nine until six. */
  dueQuarter: fc.integer({ min: 0, max: 35 }),
  quartersAfterStart: fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 40 }),
})

/** All over two months, and close together while cards wait. */
function ticksOf({ days, quartersAfterStart, roundStartedAt }: Given): string[] {
  return [...days.flat(), ...quartersAfterStart.map((count) => secondsAfter(roundStartedAt, count * 900))].toSorted()
}

type Given = typeof worlds extends fc.Arbitrary<infer T> ? T : never

function worldOf(given: Given): World {
  const { timeZone, personZone, closeDueBusinessDay, closed, roundStartedAt, hours, filedAt, snooze } = given
  const otherStartedAt = secondsAfter(roundStartedAt, given.otherStartsAfterQuarters * 900)
  const calendar = sampleCalendar({ closed, open: 13 - closed }).map((one) => ({
    ...one,
    trialBalance: noTrialBalance,
  }))
  const { entity } = sampleReminderFacts()
  const waiting = (number: number, since: string) =>
    sampleRequest({ number, roundStartedAt: since, expiresAt: secondsAfter(since, hours * 3600) })
  const requests = [waiting(147, roundStartedAt), waiting(148, otherStartedAt)]
  const filed: LogEntry = { at: filedAt, kind: 'filed', by: null, details: {} }
  const exception = { ...sampleException(), log: [filed] }
  const same = sampleReminderFacts({
    calendar,
    kept: keepCalendar(null, datedPeriods(calendar), begin),
    entity: { ...entity, timeZone },
    rules: { ...sampleRules, closeDueBusinessDay },
  })
  const facts = (now: string): ReminderFacts => ({
    ...same,
    now,
    requests: requests.filter((one) => (one.roundStartedAt ?? '') <= now),
    exceptions: filedAt <= now ? [exception] : [],
    toDecide: new Map(requests.map(({ number }) => [number, ['U0DAN']])),
  })
  const audiences = [channelOf(facts(begin)), personIn(personZone, 'U0DAN', facts(begin))]
  const snoozes = snooze ? [{ ...snooze, subject: 'us/period/id9', by: 'U0ALICE' }] : []
  return { facts, audiences, snoozes }
}

test('however often and irregularly the clock ticks, no occasion is told twice to anybody', () => {
  fc.assert(
    fc.property(worlds, (given) => {
      const told = live(worldOf(given), ticksOf(given)).flatMap(({ audience, message }) =>
        message.told.map(({ subject, occasion }) => `${audience.audience.kind} ${subject} ${occasion}`),
      )
      expect(new Set(told).size).toBe(told.length)
    }),
    { numRuns: 20 },
  )
})

test('at most one message a day that is not urgent, and none on quiet days or in quiet hours', () => {
  fc.assert(
    fc.property(worlds, (given) => {
      const sent = live(worldOf(given), ticksOf(given)).filter(({ message }) => !message.isUrgent)
      const days = sent.map(
        ({ audience, now }) => `${audience.audience.kind} ${dateIn(audience.timeZone, new Date(now))}`,
      )
      expect(new Set(days).size).toBe(days.length)
      for (const { audience, now, message } of sent) {
        const [date = '', time = ''] = wallTimeAt(audience.timeZone, now).slice(0, 16).split('T')
        expect(audience.isQuiet('us', date)).toBe(false)
        expect(time >= '09:00' && time < (audience.quietHours ? '20:00' : '18:00')).toBe(true)
        expect(message.reminders.every(({ until }) => now < until)).toBe(true)
      }
    }),
    { numRuns: 20 },
  )
})

test('every period that is due is told of once on its due day, where anything ran in the time for it', () => {
  fc.assert(
    fc.property(worlds, (given) => {
      const world = worldOf({ ...given, closeDueBusinessDay: given.closeDueBusinessDay ?? 5, snooze: null })
      const { entity, rules, calendar } = world.facts(begin)
      const [channel] = world.audiences
      if (!channel) throw new Error('there is a channel')
      const open = datedPeriods(calendar).filter(({ status }) => status === 'Open')
      const dueDays = open.map((period) => {
        const due = dueDateOf(period, rules, entity) ?? ''
        return { id: period.id, day: lastUpTo(due, (date) => channel.isQuiet('us', date)) }
      })
      const minutes = 540 + given.dueQuarter * 15
      const onDueDays = dueDays.map(({ day }) =>
        momentOf(secondsAfter(`${day}T00:00:00Z`, minutes * 60), given.timeZone),
      )
      const sent = live(world, [...ticksOf(given), ...onDueDays].toSorted())
      for (const { id, day } of dueDays.filter((one) => one.day > begin.slice(0, 10))) {
        const saying = sent.filter(
          ({ audience, now, message }) =>
            audience === channel &&
            dateIn(given.timeZone, new Date(now)) === day &&
            message.told.some(({ subject }) => subject === `us/period/${id}`),
        )
        expect(saying).toHaveLength(1)
      }
      expect(dueDays.length).toBeGreaterThan(0)
    }),
    { numRuns: 20 },
  )
})

test('a card about to expire is told of before it does, where a run happened in that time outside quiet hours', () => {
  fc.assert(
    fc.property(worlds, (given) => {
      const world = worldOf(given)
      const ticks = ticksOf(given)
      const end = secondsAfter(given.roundStartedAt, given.hours * 3600)
      const last = secondsAfter(end, -Math.min(21_600, given.hours * 900))
      const isTime = (now: string) => last <= now && now < end
      const isAwake = (now: string) =>
        !isQuietHour(wallTimeAt(given.personZone, now).slice(11, 16), sampleRules.quietHours)
      const told = live(world, ticks).filter(({ message }) => message.key === 'us/request/147 round 1 last')
      expect(told.length).toBeLessThanOrEqual(1)
      if (ticks.some((now) => isTime(now) && isAwake(now))) expect(told).toHaveLength(1)
      for (const { now } of told) {
        expect(now >= secondsAfter(given.roundStartedAt, given.hours * 1800) && now < end).toBe(true)
        let awake = now
        while (!isAwake(awake)) awake = secondsAfter(awake, 900)
        // Nobody is woken where an hour is left when they wake up.
        expect(awake === now || secondsBetween(awake, end) < 3600).toBe(true)
      }
    }),
    { numRuns: 20 },
  )
})

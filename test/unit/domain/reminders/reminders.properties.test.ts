import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastUpTo } from '../../../../src/domain/calendar/business-days.ts'
import { dateIn, secondsAfter } from '../../../../src/domain/calendar/calendar-date.ts'
import { keepCalendar } from '../../../../src/domain/calendar/kept-calendar.ts'
import { wallTimeAt } from '../../../../src/domain/calendar/wall-clock.ts'
import type { LogEntry } from '../../../../src/domain/evidence/log.ts'
import { datedPeriods } from '../../../../src/domain/period-reference.ts'
import { dueDateOf } from '../../../../src/domain/reminders/due-date.ts'
import { type AudienceFacts, messagesToSend, type ToSend } from '../../../../src/domain/reminders/messages-to-send.ts'
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
    { numRuns: 30 },
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
    { numRuns: 30 },
  )
})

test('every period that is due is told of by its due day, where a run happened in time on that day', () => {
  fc.assert(
    fc.property(worlds, (given) => {
      const world = worldOf({ ...given, snooze: null })
      const { entity, rules, calendar } = world.facts(begin)
      const [channel] = world.audiences
      const ticks = ticksOf(given)
      const sent = live(world, ticks).filter(({ audience }) => audience === channel)
      for (const period of datedPeriods(calendar).filter(({ status }) => status === 'Open')) {
        const due = dueDateOf(period, rules, entity)
        if (due === null || !channel) continue
        const day = lastUpTo(due, (date) => channel.isQuiet('us', date))
        const ranThen = ticks.some((now) => {
          const wall = wallTimeAt(entity.timeZone, now)
          return wall.startsWith(day) && wall.slice(11, 16) >= '09:00' && wall.slice(11, 16) < '18:00'
        })
        if (!ranThen) continue
        const saying = sent.filter(
          ({ now, message }) =>
            dateIn(entity.timeZone, new Date(now)) === day &&
            message.told.some(({ subject }) => subject.endsWith(period.id)),
        )
        expect(saying).toHaveLength(1)
      }
    }),
    { numRuns: 30 },
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
      const timeOfDay = (now: string) => wallTimeAt(given.personZone, now).slice(11, 16)
      const isAwake = (now: string) => timeOfDay(now) >= '08:00' && timeOfDay(now) < '20:00'
      const told = live(world, ticks).filter(({ message }) => message.key === 'us/request/147 round 1 last')
      if (ticks.some((now) => isTime(now) && isAwake(now))) expect(told).toHaveLength(1)
      for (const { now } of told) {
        expect(isTime(now)).toBe(true)
        // Nobody is woken where an hour is left when they wake up.
        expect(isAwake(now) || !isAwake(secondsAfter(end, -3601))).toBe(true)
      }
    }),
    { numRuns: 30 },
  )
})

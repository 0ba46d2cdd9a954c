import { describe, expect, test } from 'vitest'
import { accessUnder } from '../../../../src/domain/reading/access.ts'
import type { ReminderFacts } from '../../../../src/domain/reminders/reminder-facts.ts'
import { remindersFor } from '../../../../src/domain/reminders.ts'
import { sampleReminderFacts, sampleRules } from '../../../support/reminders/sample-reminders.ts'
import { sampleCalendar } from '../../../support/sample-calendar.ts'
import { sampleException } from '../../../support/sample-exception.ts'
import { samplePerson } from '../../../support/sample-request.ts'

const at = (date: string) => `${date}T15:00:00.000Z`
const kinds = new Set(['exception', 'calendar-ends', 'nobody-to-spare'])

function found(changes: Partial<ReminderFacts>) {
  return remindersFor(sampleReminderFacts(changes)).filter(({ about }) => kinds.has(about.kind))
}

describe('an exception found on Wednesday', () => {
  const exceptions = [sampleException()]
  const on = (date: string) => found({ exceptions, now: at(date) }).map(({ subject, occasion }) => [subject, occasion])

  test('is reminded of on the next business day, and then every week until it is acknowledged', () => {
    expect(on('2026-11-04')).toEqual([])
    expect(on('2026-11-05')).toEqual([['us/exception/12', 'open 2026-11-05']])
    expect(on('2026-11-06')).toEqual([['us/exception/12', 'open 2026-11-05']])
    expect(on('2026-11-09')).toEqual([['us/exception/12', 'open 2026-11-09']])
  })

  test('can be switched off', () => {
    expect(found({ exceptions, rules: { ...sampleRules, exceptions: false }, now: at('2026-11-05') })).toEqual([])
  })
})

describe('the calendar ends', () => {
  const withOpen = (open: number, now: string) => found({ calendar: sampleCalendar({ closed: 9, open }), now })

  test('with three periods to come nothing is said', () => {
    expect(withOpen(5, at('2026-11-05'))).toEqual([])
  })

  test('with two it is said on the first business day of each month', () => {
    expect(withOpen(4, at('2026-11-05'))).toMatchObject([
      { subject: 'us/calendar', occasion: 'few left 2026-11-02', about: { future: 2, latest: { name: 'Jan 2027' } } },
    ])
    expect(withOpen(4, at('2026-12-01'))[0]?.occasion).toBe('few left 2026-12-01')
  })

  test('with none every week', () => {
    expect(withOpen(2, at('2026-11-20'))).toMatchObject([{ occasion: 'none left 2026-11-16', about: { future: 0 } }])
  })

  test('under Multi-Org the organisation whose calendar ends first counts', () => {
    const labelled = (label: string, open: number) =>
      sampleCalendar({ closed: 9, open }).map((period) => ({ ...period, organizationLabels: [label] }))
    const calendar = [...labelled('Europe', 6), ...labelled('Asia', 3)]
    expect(found({ calendar })[0]?.about).toMatchObject({ future: 1, latest: { organizationLabels: ['Asia'] } })
    expect(found({ calendar: labelled('Europe', 6) })).toEqual([])
  })

  test('without any period it is said, too; switched off, never', () => {
    expect(found({ calendar: [] })[0]?.about).toEqual({ kind: 'calendar-ends', latest: null, future: 0 })
    expect(found({ calendar: [], rules: { ...sampleRules, futurePeriods: null } })).toEqual([])
  })
})

describe('nobody to spare', () => {
  const access = (close: number, approvers: readonly string[]) =>
    accessUnder(
      {
        requesters: ['U0ALICE'],
        approvers,
        expireAfter: { kind: 'seconds', seconds: 1 },
        actions: { close: { approvals: close }, reopen: { approvals: 1 }, create: { approvals: 0 } },
      },
      (principal) => [samplePerson(principal)],
    )

  test('an action with as many approvers as approvals is named on the first business day of each month', () => {
    const [close, ...others] = found({ access: access(2, ['U0BOB', 'U0CAROL']) })
    expect(close).toMatchObject({
      subject: 'us/approvers/close',
      occasion: '2 for 2 2026-11-02',
      about: { action: 'close', approvers: 2, approvals: 2 },
    })
    expect(others).toEqual([])
  })

  test('one with fewer is named, too', () => {
    expect(found({ access: access(2, ['U0BOB']) }).map(({ about }) => about)).toMatchObject([
      { action: 'close', approvers: 1, approvals: 2 },
      { action: 'reopen', approvers: 1, approvals: 1 },
    ])
  })

  test('of stages it is said in which', () => {
    const stages = [
      { approvals: 1, approvers: ['U0BOB', 'U0CAROL'] },
      { approvals: 1, approvers: ['U0DAN'] },
    ]
    const policy = { requesters: ['U0ALICE'], approvers: [], expireAfter: { kind: 'seconds', seconds: 1 } } as const
    const staged = accessUnder({ ...policy, actions: { close: { approvals: 2, stages } } }, (id) => [samplePerson(id)])
    expect(found({ access: staged }).map(({ about }) => about)).toMatchObject([
      { stage: 2, approvers: 1, approvals: 1 },
    ])
  })

  test('with one more, where it is switched off, and where Slack does not say who there is, nothing is said', () => {
    expect(found({ access: access(2, ['U0BOB', 'U0CAROL', 'U0DAN']) })).toEqual([])
    expect(found({ access: access(2, ['U0BOB']), rules: { ...sampleRules, nobodyToSpare: false } })).toEqual([])
    expect(found({ access: null })).toEqual([])
  })
})

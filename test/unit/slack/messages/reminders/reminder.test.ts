import { describe, expect, test } from 'vitest'
import type { ReminderAbout } from '../../../../../src/domain/reminders/reminder.ts'
import { sampleException } from '../../../../support/sample-exception.ts'
import { alice, completed, inError, sampleDecision, sampleRequest } from '../../../../support/sample-request.ts'
import { buttonLabels, buttonsIn, checkMessage, markupIn, outside, outsideEscaped, wordsIn } from '../check-message.ts'
import { carol, openPeriod, periodAbout, said, toSay } from './sample-reminders.ts'

const explanation = { who: 'Erin', why: 'a late\ninvoice', ticket: '', by: alice, at: '2026-11-05T14:00:00.000Z' }

describe('a change outside the bot', () => {
  test('that nobody explained can be explained', () => {
    const message = said([toSay({ kind: 'exception', filed: sampleException() })])
    checkMessage(message)
    expect(message.text).toMatch(
      /^Oct 2026 \(Example US, US-0012\) was closed in Zuora, and no request of this bot explains it\. Found <!date[^>]+>\. Nobody has explained it yet\.$/,
    )
    expect(buttonLabels(message)).toEqual(['Explain…'])
    // With a colon: the exception's own message is shown anew, not this one.
    expect(buttonsIn(message)[0]?.action_id).toBe('explain-exception:12')
  })

  test('that was explained shows what is to be acknowledged', () => {
    const message = said([toSay({ kind: 'exception', filed: sampleException({ explanation }) })])
    checkMessage(message)
    expect(message.text).toContain('done by Erin. “a late invoice” An approver other than <@U0ALICE> acknowledges it.')
    expect(buttonLabels(message)).toEqual(['Explain…', 'Acknowledge'])
  })
})

test.each([
  [{ latest: null, future: 0 }, 'Example US has no accounting period in Zuora. Create the first one.'],
  [
    { latest: openPeriod(), future: 0 },
    'The calendar of Example US ends on Sat 31 Oct 2026 with Oct 2026: no accounting period begins after today. Create the next ones.',
  ],
  [
    { latest: openPeriod({ name: 'Dec 2026', endDate: '2026-12-31' }), future: 1 },
    'The calendar of Example US ends on Thu 31 Dec 2026 with Dec 2026: only 1 accounting period begins after today. Create the next ones.',
  ],
])('a calendar that ends: %j', (calendar, text) => {
  const message = said([toSay({ kind: 'calendar-ends', ...calendar })])
  checkMessage(message)
  expect(message.text).toBe(text)
  expect(buttonsIn(message)).toMatchObject([{ text: { text: 'Create period…' }, value: 'create in us' }])
})

test.each([
  [2, 2, null, 'needs 2 approvals, and exactly 2 people can approve: when one is away, it waits.'],
  [1, 2, null, 'needs 2 approvals, and only 1 person can approve: it can never be done.'],
  [1, 1, 2, 'needs 1 approval in stage 2, and exactly 1 person can approve there: when one is away, it waits.'],
])('nobody to spare: %i for %i in stage %j', (approvers, approvals, stage, words) => {
  const message = said([toSay({ kind: 'nobody-to-spare', action: 'close', stage, approvers, approvals })])
  checkMessage(message)
  expect(message.text).toBe(`The close in Example US ${words} Whoever keeps closing-bell.yml can name more approvers.`)
  expect(buttonsIn(message)).toMatchObject([{ value: 'access in us' }])
})

test('among others “Close” says what it closes, and whose where there are several entities', () => {
  const again = toSay(periodAbout({ period: openPeriod({ name: 'Sep 2026' }) }))
  const closes = (all: Parameters<typeof said>[0]) => {
    const message = said(all)
    checkMessage(message)
    return buttonLabels(message).filter((text) => text.startsWith('Close'))
  }
  expect(closes([toSay(periodAbout())])).toEqual(['Close'])
  expect(closes([again, toSay(periodAbout())])).toEqual(['Close Sep 2026', 'Close Oct 2026'])
  expect(closes([again, toSay(periodAbout(), { entity: 'eu' })])).toEqual([
    'Close Sep 2026 (Example US)',
    'Close Oct 2026 (eu)',
  ])
})

test('an entity whose Zuora does not answer is named at the end', () => {
  const message = said([toSay(periodAbout())], { without: ['eu'] })
  checkMessage(message)
  expect(message.text).toMatch(/\nNothing is said of the periods of eu here: its Zuora does not answer\.$/)
})

const ending = periodAbout({ timing: { kind: 'ends', on: '2026-10-31' } })

/** One of each, with names from outside. */
function everything(name: string): ReminderAbout[] {
  const period = openPeriod({ name, id: 'p'.repeat(32) })
  const failed = openPeriod({ name, trialBalance: inError })
  const request = sampleRequest({
    period: { id: period.id, name, startDate: '2026-10-01', endDate: '2026-10-31' },
    approvals: 1,
    decisions: { '1#alice': sampleDecision(alice) },
  })
  const filed = sampleException({ periodName: name, explanation: { ...explanation, who: name, why: name } })
  const running = { ...completed, status: 'running', end: null } as const
  return [
    periodAbout({ period }),
    periodAbout({ period, pendingCloseSince: '2026-11-02T08:12:31.000Z' }),
    { kind: 'pending-close', period, since: '2026-11-02T08:12:31.000Z' },
    { kind: 'trial-balance-failed', period: failed },
    {
      kind: 'trial-balance-slow',
      period: { ...period, trialBalance: running },
      since: '2026-11-06T10:55:00.000Z',
      runningSeconds: 9000,
      usualSeconds: 1200,
      trackId: null,
    },
    { kind: 'approval', request, isLast: false },
    { kind: 'exception', filed },
    { kind: 'calendar-ends', latest: period, future: 2 },
    { kind: 'nobody-to-spare', action: 'close', stage: null, approvers: 2, approvals: 2 },
  ]
}

const all = (name: string) =>
  everything(name).map((about) => toSay(about, { link: 'https://example.slack.com/x', dueDate: '2026-11-10' }))

describe('a message of every kind', () => {
  test.each([
    ['names with markup', outside],
    ['names with stars', 'Apr *stars* 2026'],
    ['the longest names', 'Accounting period '.repeat(14).trim()],
  ])('is what Slack takes: %s', (_case, name) => {
    checkMessage(said(all(name)))
    checkMessage(said(all(name), { audience: carol, despite: 'quiet-hours' }))
    for (const one of all(name)) checkMessage(said([one]))
  })

  test('never lets a name ping anybody', () => {
    expect(markupIn(said(all(outside))).join('\n')).toContain(outsideEscaped)
  })

  test('has one line for each in its text, and each can be snoozed', () => {
    const message = said(all('Oct 2026'))
    expect(message.text.split('\n')).toHaveLength(everything('').length)
    expect(message.blocks.filter(({ type }) => type === 'actions')).toHaveLength(everything('').length)
  })
})

test('whoever hears a button knows which entity it is of', () => {
  const blocked = { canBeClosed: false, pendingCloseSince: '2026-11-02T08:12:31.000Z' }
  const both = (about: ReminderAbout) => [toSay(about), toSay(about, { entity: 'eu' })]
  const message = said([...both(periodAbout()), ...both(periodAbout(blocked)), ...both(ending)])
  checkMessage(message)
  const heard = buttonsIn(message).map(({ accessibility_label }) => accessibility_label)
  expect(heard.filter((label) => !/, (Example US|eu)\b/.test(label ?? ''))).toEqual([])
})

test('decades of open periods with the longest names are what Slack takes, and none is left out of the count', () => {
  const name = 'Accounting period '.repeat(14).trim()
  const message = said(
    Array.from({ length: 712 }, (_, at) => {
      const period = openPeriod({ name: `${name} ${at}`, id: `p${at}` })
      return toSay(periodAbout({ period }), { entity: `e${at % 7}` })
    }),
  )
  checkMessage(message)
  expect(wordsIn(message)).toMatch(/100 more in e6: Accounting .*… and 9\d more\./s)
})

describe('sixty periods', () => {
  const sixty = (name: (index: number) => string) =>
    Array.from({ length: 60 }, (_, index) =>
      toSay(periodAbout({ period: openPeriod({ name: name(index), id: `p${index}` }) }), {
        entity: index % 2 === 0 ? 'us' : 'eu',
        dueDate: '2026-11-10',
      }),
    )

  test('twelve with buttons, the others by name, and where to find them', () => {
    const message = said(sixty((index) => `Period ${index}`))
    checkMessage(message)
    expect(message.text).toContain('24 more in Example US: Period 12, Period 14, Period 16,')
    expect(wordsIn(message)).toContain('24 more in eu: Period 13, Period 15,')
    expect(buttonsIn(message).slice(-2)).toMatchObject([
      { text: { text: 'Show open Example US' }, value: 'list open in us' },
      { text: { text: 'Show open eu' }, value: 'list open in eu' },
    ])
  })

  test('with the longest names, or with markup in them, it is what Slack takes', () => {
    checkMessage(said(sixty((index) => `${'Accounting period '.repeat(14)}${index}`)))
    checkMessage(said(sixty((index) => `${outside} ${index}`)))
  })
})

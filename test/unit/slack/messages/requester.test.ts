import { describe, expect, test } from 'vitest'
import { cardMessage } from '../../../../src/slack/messages/request/card.ts'
import { cardNotice, escalatedNotice, nudgeNotice } from '../../../../src/slack/messages/request/card-notices.ts'
import { outcomeMessage } from '../../../../src/slack/messages/request/outcome/outcome.ts'
import { statusMessage } from '../../../../src/slack/messages/request/status.ts'
import { nudgeReply, takeOverReply } from '../../../../src/slack/messages/requester-replies.ts'
import {
  alice,
  bob,
  carol,
  sampleDecision,
  samplePeriod,
  samplePerson,
  sampleRequest,
} from '../../../support/sample-request.ts'
import { buttonLabels, buttonsIn, checkMessage, label, outside, wordsIn } from './check-message.ts'

const dave = samplePerson('U0DAVE')
const people = { asked: ['U0BOB', 'S0CONTROLLERS'], escalated: [], acting: [] }
const acting = [
  {
    delegator: bob,
    delegate: carol,
    from: '2026-11-03',
    until: '2026-11-10',
    entity: 'us',
    record: 148,
    messageId: 'm',
  },
]
const forBob = sampleDecision(carol, {
  authority: { rule: 'U0BOB', members: null, stage: 1, delegation: { from: bob, record: 148 } },
})
const policyFor = () => ({
  policy: {
    requesters: ['U0ALICE'],
    approvers: ['U0BOB'],
    expireAfter: { kind: 'seconds', seconds: 3600 },
    actions: {},
  } as const,
  hash: 'p',
  text: '{}',
})
const replies = { label, policyFor }

describe('a part that was handed on', () => {
  test('stands on the card: who acts for whom, and who approved for whom', () => {
    const decisions = { '1#u0carol@example.com': forBob }
    const card = cardMessage(sampleRequest({ approvals: 1, decisions }), { ...people, acting }, label)
    checkMessage(card)
    expect(card.text).toContain('<@U0BOB> and <!subteam^S0CONTROLLERS> (<@U0CAROL> for <@U0BOB>): <@U0ALICE> asks for')
    expect(card.text).toContain('Approved: <@U0CAROL> (for <@U0BOB>) <!date^')
  })

  test('stands with a rejection on the card, and with both on the outcome', () => {
    const rejection = { ...forBob, kind: 'rejected', reason: outside } as const
    const decisions = { '1#u0carol@example.com': rejection }
    const stopped = { kind: 'rejected', by: carol, at: rejection.at, reason: outside } as const
    const card = cardMessage(sampleRequest({ decisions, stopped }), people, label)
    checkMessage(card)
    expect(card.text).toContain('Rejected by <@U0CAROL> (for <@U0BOB>), ')
    const outcome = { kind: 'rejected', by: 'U0CAROL', reason: 'Too early' } as const
    const rejected = sampleRequest({ status: 'finished', decisions, stopped, outcome, periodAtEnd: samplePeriod() })
    expect(outcomeMessage(rejected, label).text).toContain('<@U0CAROL> (for <@U0BOB>) rejected the close of Oct 2026')
    const approved = sampleRequest({
      status: 'finished',
      approvals: 1,
      decisions: { '1#u0carol@example.com': forBob },
      outcome: { kind: 'succeeded' },
    })
    expect(wordsIn(outcomeMessage(approved, label))).toContain('Approved by <@U0CAROL> (for <@U0BOB>).')
  })
})

describe('others who may decide as well', () => {
  const request = sampleRequest({ roundStartedAt: '2026-11-02T13:00:00.000Z', escalatedAt: '2026-11-02T15:00:00.000Z' })

  test('are mentioned on the card, with since when it has waited; the number needed stays', () => {
    const card = cardMessage(request, { ...people, escalated: ['U0CFO'] }, label)
    checkMessage(card)
    expect(card.text).toMatch(/It has waited since <!date\^\d+\^[^>]*>: <@U0CFO> may decide as well\.$/)
    expect(wordsIn(card)).toContain('*0 of 2 approvals.*')
  })

  test('are not mentioned once it is decided', () => {
    const decided = { ...request, approvals: 2 }
    expect(cardMessage(decided, { ...people, escalated: ['U0CFO'] }, label).text).not.toContain('U0CFO')
  })

  test('are told why they are written to', () => {
    const notice = escalatedNotice(request, label, 'https://example.slack.com/archives/C0CLOSE/p1')
    checkMessage(notice)
    expect(notice.text).toMatch(
      /^Oct 2026 \(Example US, US-0147\) has waited for approval since <!date.*: now the policy lets you decide as well\./,
    )
    expect(notice.text).toContain('|Review>')
  })
})

describe('a reminder', () => {
  test('says what the first message said', () => {
    const request = sampleRequest()
    const notice = nudgeNotice(request, label, null)
    checkMessage(notice)
    expect(notice.text).toBe(`A reminder from <@U0ALICE>. ${cardNotice(request, label, null).text}`)
  })

  const request = sampleRequest({ nudgedAt: '2026-11-02T15:00:00.000Z' })
  const again = 'can be used again <!date^1793646000^'

  test.each([
    [
      'whom it reached',
      { kind: 'nudged', request, reached: ['U0BOB', 'U0CAROL'], missed: [] },
      'Reminded <@U0BOB> and <@U0CAROL> of Oct 2026 (Example US, US-0147). “Nudge” can',
    ],
    [
      'whom it did not reach',
      { kind: 'nudged', request, reached: [], missed: ['U0BOB'] },
      'Nobody was reminded of Oct 2026 (Example US, US-0147). Slack did not take the message to <@U0BOB>.',
    ],
    ['that it was sent before', { kind: 'nudged-before', request }, 'were reminded, at most once each.'],
    [
      'when it can be used again',
      { kind: 'refused', because: 'nudged-lately', request },
      'people were reminded of the close of Oct 2026 (Example US, US-0147) already. It can',
    ],
    [
      'that it expires before they could be reminded again',
      { kind: 'nudged-before', request: sampleRequest({ nudgedAt: '2026-11-04T14:00:00.000Z' }) },
      'at most once each. It expires <!date^1793804400^',
    ],
    [
      'the same, where it did not count',
      { kind: 'refused', because: 'nudged-lately', request: sampleRequest({ nudgedAt: '2026-11-04T14:00:00.000Z' }) },
      'already. It expires <!date^1793804400^',
    ],
    ['that nobody is left', { kind: 'nobody-left', request: sampleRequest() }, 'Nobody was reminded: everybody'],
    [
      'that it is not theirs',
      { kind: 'refused', because: 'not-requester', request: sampleRequest() },
      'only <@U0ALICE>, who asked for the close of Oct 2026 (Example US, US-0147), can do that.',
    ],
  ] as const)('is answered with %s', (_what, answer, expected) => {
    const reply = nudgeReply(answer, replies)
    checkMessage(reply)
    expect(reply.text).toContain(expected)
    expect(reply.text.includes(again)).toBe(answer.request.nudgedAt === request.nudgedAt)
  })
})

describe('a requester who has left', () => {
  const requesterLeftAt = '2026-11-02T15:00:00.000Z'
  const obstacles = [{ kind: 'already', status: 'Closed' }] as const

  test.each([
    ['awaiting', ['Take over', 'Cancel request']],
    ['blocked', ['Check again', 'Take over', 'Cancel request']],
    ['following', ['Take over', 'Cancel request']],
    ['asking', []],
  ] as const)('is told by the status message while it is %s', (status, expected) => {
    const message = statusMessage(sampleRequest({ status, requesterLeftAt, obstacles }), null, label)
    checkMessage(message)
    expect(buttonLabels(message)).toEqual(expected)
    expect(message.text.includes('<@U0ALICE> has left; anyone who may ask for this can press “Take over”.')).toBe(
      status !== 'asking',
    )
  })

  test('the dialog says what taking over means', () => {
    const message = statusMessage(sampleRequest({ requesterLeftAt }), null, label)
    const button = buttonsIn(message).find(({ text }) => text.text === 'Take over')
    expect(button).toMatchObject({
      accessibility_label: 'Take over US-0147, the close of Oct 2026',
      value: 'us#147#1',
      confirm: { text: { text: expect.stringContaining('you cannot approve it') } },
    })
  })

  test('stays named beside who took it over, on every message', () => {
    const taken = sampleRequest({ requester: dave, formerRequesters: [alice] })
    const who = /<@U0ALICE> asked for .*\. <@U0DAVE> took it over\.|<@U0ALICE>, taken over by <@U0DAVE>\./
    for (const message of [
      cardMessage(taken, people, label),
      cardNotice(taken, label, null),
      statusMessage(taken, null, label),
      outcomeMessage({ ...taken, status: 'finished', outcome: { kind: 'succeeded' } }, label),
    ]) {
      checkMessage(message)
      expect(wordsIn(message)).toMatch(who)
    }
  })

  test('others who press what is only theirs are told that they have left', () => {
    const request = sampleRequest({ requesterLeftAt })
    const reply = nudgeReply({ kind: 'refused', because: 'not-requester', request }, replies)
    checkMessage(reply)
    expect(reply.text).toContain('can do that. They have left: anyone who may ask for this can press “Take over”')
  })

  test('who takes it over is told what they can do, or why not', () => {
    const request = sampleRequest({ requester: dave, formerRequesters: [alice] })
    for (const [answer, expected] of [
      [{ kind: 'taken-over', request, from: alice }, 'You took over Oct 2026 (Example US, US-0147) from <@U0ALICE>'],
      [
        { kind: 'may-not-ask', request, why: { kind: 'not-a-requester', action: 'close', requesters: ['U0ALICE'] } },
        'only <@U0ALICE> may ask for a close. Ask them to.',
      ],
      [
        { kind: 'refused', request, because: 'has-approved' },
        'Your “Take over” did not count: you have decided on the close of Oct 2026 (Example US, US-0147), yourself',
      ],
    ] as const) {
      const reply = takeOverReply(answer, replies)
      checkMessage(reply)
      expect(reply.text).toContain(expected)
    }
  })
})

describe('Ask again', () => {
  const ended = (changes: Parameters<typeof sampleRequest>[0]) =>
    outcomeMessage(
      sampleRequest({
        status: 'finished',
        outcome: { kind: 'expired', waitedFor: 'approval' },
        periodAtEnd: samplePeriod(),
        ...changes,
      }),
      label,
    )
  const again = (changes: Parameters<typeof sampleRequest>[0]) => {
    const message = ended(changes)
    checkMessage(message)
    return buttonsIn(message).find(({ text }) => text.text === 'Ask again')
  }
  const id = sampleRequest().period.id

  test.each([
    ['close', `close ${id} in us`, /^command:/],
    ['pending-close', `pending-close ${id} in us`, /^command:/],
    ['trial-balance', `trial-balance ${id} in us`, /^command:/],
    ['delete', `delete ${id} in us`, /^command:/],
    ['update', `edit ${id} in us`, /^open-form:/],
    ['update-dates', `dates ${id} in us`, /^open-form:/],
    ['reopen', `us#${id}#Oct 2026`, /^reopen$/],
  ] as const)('does for %s what was asked for, on the same period', (action, value, actionId) => {
    expect(again({ action })).toMatchObject({ value, action_id: expect.stringMatching(actionId) })
  })

  test('opens the form of a new period, and asks for the rest of a range', () => {
    const period = { ...sampleRequest().period, id: null }
    expect(again({ action: 'create', period, periodAtEnd: null })).toMatchObject({ value: 'create in us' })
    const child = (name: string, number: number | null, kind: 'succeeded' | 'rejected' | null) => ({
      periodId: `id-${name}`,
      name,
      number,
      ended: kind,
    })
    const range = [child('Aug', 1, 'succeeded'), child('Sep', 2, 'rejected'), child('Oct', null, null)]
    expect(again({ action: 'close-range', period, range })).toMatchObject({
      value: 'close id-Sep..id-Oct in us',
      confirm: { title: { text: 'Ask for the close of Sep to Oct?' } },
    })
  })

  test('is confirmed where it asks at once', () => {
    expect(again({})).toMatchObject({ confirm: { title: { text: 'Ask for the close of Oct 2026?' } } })
  })
})

import { expect, test } from 'vitest'
import type { ClickRefused } from '../../../../src/domain/approvals/approval.ts'
import type { Policy } from '../../../../src/domain/policy/policy.ts'
import { cancelReply, checkAgainReply, decisionReply } from '../../../../src/slack/messages/click-replies.ts'
import { actionReply } from '../../../../src/slack/messages/replies.ts'
import { brokeMessage, troubleMessage } from '../../../../src/slack/messages/trouble.ts'
import type { ActionAnswer } from '../../../../src/usecases/request-action.ts'
import type { SetBackAnswer } from '../../../../src/usecases/set-back-to-open.ts'
import { sampleEntity } from '../../../support/sample-entity.ts'
import { bob, sampleDecision, samplePeriod, sampleRequest } from '../../../support/sample-request.ts'
import { buttonsIn, checkMessage, label, outside, outsideEscaped } from './check-message.ts'
import { obstacles } from './outcome-samples.ts'

const policy: Policy = {
  requesters: ['U0ALICE', 'S0FINANCE'],
  approvers: ['U0BOB', 'U0CAROL', 'S0CONTROLLERS'],
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { close: { approvals: 2 } },
}
const replies = { label, policyFor: () => ({ policy, hash: 'p', text: '{}' }) }

const entity = sampleEntity({ name: outside })
const hostile = sampleRequest({ period: { ...sampleRequest().period, name: outside } })
const dated = { ...samplePeriod({ name: outside }), endDate: '2026-10-31' }
const notFound = (found: Extract<ActionAnswer, { kind: 'not-found' }>['found']) =>
  ({ kind: 'not-found', reference: outside, found }) as const

const answers: readonly (readonly [string, ActionAnswer | SetBackAnswer, string])[] = [
  ['it started', { kind: 'started', request: hostile, entity, chosen: 'named' }, 'US-0147: the close of'],
  [
    'it started with next',
    { kind: 'started', request: hostile, entity, chosen: 'next' },
    `“next” is ${outsideEscaped}.`,
  ],
  ['which entity', { kind: 'which-entity', entities: [entity, { ...entity, key: 'eu' }] }, '`in eu` for '],
  ['a guest', { kind: 'not-a-full-member' }, 'only full members of this workspace'],
  ['not in the policy', { kind: 'not-in-policy', action: 'close' }, 'the policy does not allow “close”'],
  [
    'not a requester',
    { kind: 'not-a-requester', action: 'pending-close', requesters: policy.requesters },
    'only <@U0ALICE> or <!subteam^S0FINANCE> may ask for a pending close. Ask them to.',
  ],
  [
    'not a requester of a set back',
    { kind: 'not-a-requester', action: 'set-back-to-open', requesters: ['U0ALICE'] },
    'only <@U0ALICE> may ask for setting back to Open.',
  ],
  ['no period given', notFound({ kind: 'missing' }), 'say which period, for example `Oct 2026`'],
  ['the open-ended period', notFound({ kind: 'open-ended', name: outside }), 'which is never closed'],
  ['current', notFound({ kind: 'reading-only' }), 'say `next` for the earliest that is not closed'],
  ['nothing left', notFound({ kind: 'none-left' }), '`/period list` shows them all'],
  ['unknown', notFound({ kind: 'unknown', candidates: [outside] }), `Did you mean \`${outsideEscaped}\`?`],
  ['unknown, nothing near', notFound({ kind: 'unknown', candidates: [] }), '`/period list` shows them all.'],
  [
    'ambiguous',
    notFound({ kind: 'ambiguous', candidates: ['A', outside] }),
    `Say which: \`A\` or \`${outsideEscaped}\`.`,
  ],
  ['in flight', { kind: 'in-flight', request: hostile, link: null }, '<@U0ALICE> asked for the close of'],
  [
    'in flight, with a link',
    { kind: 'in-flight', request: hostile, link: 'https://example.slack.com/p1' },
    '<https://example.slack.com/p1|Review>',
  ],
  ...(['close', 'pending-close', 'trial-balance'] as const).map(
    (action) =>
      [
        `obstacles to ${action}`,
        { kind: 'obstacles', action, period: dated, entity, obstacles, today: '2026-10-30' },
        `\n${obstacles.length}. `,
      ] as const,
  ),
  [
    'already closed',
    {
      kind: 'obstacles',
      action: 'close',
      period: dated,
      entity,
      obstacles: [{ kind: 'already', status: 'Closed' }],
      today: '2026-11-02',
    },
    'is already Closed.',
  ],
  ['an old button', { kind: 'no-such-request' }, 'this request is not in the register'],
  [
    'too few approvers',
    { kind: 'too-few-approvers', stage: null, needed: 2, others: 1 },
    'needs 2 approvals, and besides you only 1',
  ],
  [
    'changed since',
    { kind: 'changed-since', name: outside, status: outside },
    'it was changed since that request ended',
  ],
]

test.each(answers)(
  'asking for an action, %s: says what was done or not, and the way out',
  (_what, answer, expected) => {
    const message = actionReply(answer, label)
    checkMessage(message)
    expect(message.text).toContain(expected)
    if (answer.kind !== 'started') expect(message.text).toMatch(/^Nothing was done[.:]/)
  },
)

test('a close that something stands in the way of is answered with the ways out as buttons', () => {
  const found = [
    { kind: 'earlier-not-closed', periods: [{ name: 'Oct 2026', status: 'Open' }] },
    { kind: 'not-ended', endDate: '2026-11-30', today: '2026-11-20' },
  ] as const
  const answer = { kind: 'obstacles', action: 'close', period: { name: 'Nov 2026' }, today: '2026-11-20' } as const
  const message = actionReply({ ...answer, entity: sampleEntity(), obstacles: found }, label)
  checkMessage(message)
  expect(message.text).toBe(
    [
      'Nothing was done. Nov 2026 (Example US) cannot be closed yet:',
      '1. Oct 2026 is Open and must be closed first: `/period close Oct 2026`.',
      '2. Nov 2026 ends Mon 30 Nov; today is Fri 20 Nov in New York. Ask again when it has ended.',
    ].join('\n'),
  )
  expect(buttonsIn(message)).toMatchObject([
    { text: { text: 'Close Oct 2026' }, value: 'close Oct 2026 in us', style: 'primary' },
    { text: { text: 'Show Nov 2026' }, value: 'show Nov 2026 in us' },
  ])
})

test('what is to be created cannot be shown', () => {
  const answer = { kind: 'obstacles', action: 'create', period: { name: 'a new period' }, today: '2026-11-20' } as const
  const message = actionReply({ ...answer, entity: sampleEntity(), obstacles: [{ kind: 'nothing-to-change' }] }, label)
  expect(buttonsIn(message)).toEqual([])
})

test('who asked and approves is told so in full', () => {
  const refused = { kind: 'refused', because: 'own-request', request: sampleRequest() } as const
  expect(decisionReply(refused, 'Approve', replies).text).toBe(
    'Your Approve did not count: you asked for the close of Oct 2026 (Example US, US-0147), and who asks may not approve. To take it back, press “Cancel request”. Still needed: 2 of <@U0BOB>, <@U0CAROL> or <!subteam^S0CONTROLLERS>. This was recorded.',
  )
})

const refusals: readonly (readonly [ClickRefused, string])[] = [
  ['no-such-request', 'this request is not in the register.'],
  ['not-a-full-member', 'only full members of this workspace may decide on the close of '],
  ['own-request', '(Example US, US-0147), and who asks may not '],
  ['not-an-approver', 'only <@U0BOB>, <@U0CAROL> or <!subteam^S0CONTROLLERS> may decide on the close of '],
  ['not-requester', 'only <@U0ALICE>, who asked for the close of '],
  ['requester-is-here', ', is here, so nobody takes it over.'],
  ['has-approved', 'who decides cannot be who asks'],
  ['nudged-lately', 'already. It can be used again'],
  ['older-card', '(Example US, US-0147) is out of date; a newer one asks again.'],
  ['already-decided', 'one person counts once'],
  ['already-enough', '(Example US, US-0147) has enough approvals already.'],
  ['already-stopped', '(Example US, US-0147) was rejected or cancelled already.'],
  ['already-asking', 'Zuora is already being asked'],
  ['not-awaiting', '(Example US, US-0147) is not waiting for approval now'],
  ['not-blocked', '(Example US, US-0147) is not blocked any more.'],
  ['expired', '(Example US, US-0147) has expired.'],
  ['finished', '(Example US, US-0147) has ended.'],
]

test.each(refusals)(
  'a click refused because %s is answered with the reason, and that it was recorded',
  (because, why) => {
    const request = because === 'no-such-request' ? undefined : hostile
    const refused = { kind: 'refused', because, request } as const
    for (const message of [
      decisionReply(refused, 'Approve', replies),
      decisionReply(refused, 'Reject', replies),
      cancelReply(refused, 'Cancel request', replies),
      checkAgainReply(refused, replies),
    ]) {
      checkMessage(message)
      expect(message.text).toContain(why)
      expect(message.text.endsWith(' This was recorded.')).toBe(request !== undefined)
    }
  },
)

test('while approvals are missing, a refused approver is told how many and from whom', () => {
  const refused = {
    kind: 'refused',
    because: 'already-decided',
    request: sampleRequest({ approvals: 1 }),
    person: bob,
  } as const
  expect(decisionReply(refused, 'Approve', replies).text).toBe(
    'Your Approve did not count: you have decided on the close of Oct 2026 (Example US, US-0147) already; one person counts once. Still needed: 1 of <@U0BOB>, <@U0CAROL> or <!subteam^S0CONTROLLERS>. This was recorded.',
  )
})

test('who has approved and withdrawn so often that they cannot any more is not named among those who are needed', () => {
  const spent = Array.from({ length: 10 }, (_, index) => `message-${index}`)
  const decisions = { '1#u0bob@example.com': sampleDecision(bob, { kind: 'withdrawn', spent }) }
  const refused = { kind: 'refused', because: 'withdrawn-too-often', request: sampleRequest({ decisions }) } as const
  const { text } = decisionReply(refused, 'Approve', replies)
  expect(text).toContain('Still needed: 2 of <@U0CAROL> or <!subteam^S0CONTROLLERS>.')
})

test.each([
  [1, '1 more needed.'],
  [2, 'That was the last one needed. It is checked once more, then Zuora is asked.'],
])('an approval that counts, the %i. of 2: is confirmed, with what is left', (approvals, left) => {
  const answer = { kind: 'counted', request: sampleRequest({ approvals }), decision: sampleDecision(bob) } as const
  const message = decisionReply(answer, 'Approve', replies)
  checkMessage(message)
  expect(message.text).toBe(`Your approval of the close of Oct 2026 (Example US, US-0147) is recorded. ${left}`)
})

test('a rejection, a cancellation and a new look are confirmed', () => {
  const decision = sampleDecision(bob, { kind: 'rejected', reason: 'no' })
  const messages = [
    decisionReply({ kind: 'counted', request: hostile, decision }, 'Reject', replies),
    cancelReply({ kind: 'cancelled', request: hostile }, 'Cancel request', replies),
    checkAgainReply({ kind: 'checking', request: hostile }, replies),
  ]
  for (const message of messages) checkMessage(message)
  expect(messages.map(({ text }) => text.split(' ').slice(0, 2).join(' '))).toEqual([
    'You rejected',
    'You cancelled',
    'Checking again',
  ])
})

function named(name: string, message = 'with words'): Error {
  return Object.assign(new Error(message), { name })
}

test.each([
  ['ZuoraBusy', 'Try again in a minute'],
  ['ZuoraUnavailable', 'what is already under way goes on by itself'],
  ['ZuoraSignInRefused', 'checks ZUORA_CLIENT_ID and ZUORA_CLIENT_SECRET'],
  ['SlackBusy', 'could not check who you are'],
  ['SlackUnavailable', 'I do not guess'],
])('%s is told to the person, with what to do, and without its own words', (name, expected) => {
  const message = troubleMessage(named(name, 'a-secret'))
  if (!message) throw new Error('no message')
  checkMessage(message)
  expect(message.text).toContain(expected)
  expect(message.text).not.toContain('a-secret')
})

test('a refusal of Zuora is told in Zuora’s words, escaped', () => {
  const message = troubleMessage(named('ZuoraRefused', outside))
  expect(message?.text).toContain(`“${outsideEscaped}”`)
})

test.each([named('TypeError'), named('ZuoraUnexpected'), 'no error', undefined])(
  '%s is an engineer’s: nothing is made up',
  (error) => {
    expect(troubleMessage(error)).toBeUndefined()
    checkMessage(brokeMessage)
  },
)

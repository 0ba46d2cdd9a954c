import { describe, expect, test } from 'vitest'
import type { Request } from '../../../../../src/domain/request.ts'
import { cancelReply, decisionReply, withdrawReply } from '../../../../../src/slack/messages/click-replies.ts'
import { cardMessage } from '../../../../../src/slack/messages/request/card.ts'
import { statusMessage } from '../../../../../src/slack/messages/request/status.ts'
import { readTarget } from '../../../../../src/slack/target.ts'
import { bob, carol, sampleDecision, samplePerson, sampleRequest } from '../../../../support/sample-request.ts'
import { buttonLabels, buttonsIn, checkMessage, label, wordsIn } from '../check-message.ts'

const people = { asked: ['U0CAROL'], escalated: [], acting: [] }
const cardOf = (changes: Partial<Request>) => cardMessage(sampleRequest(changes), people, label)
const statusOf = (changes: Partial<Request>) => statusMessage(sampleRequest(changes), null, label)
const policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'U0CAROL'],
  expireAfter: { kind: 'seconds', seconds: 3600 },
  actions: {},
} as const
const replies = { label, policyFor: () => ({ policy, text: '{}', hash: 'p' }) }

const byBob = { '1#u0bob@example.com': sampleDecision(bob, { authority: { rule: 'U0BOB', members: null, stage: 1 } }) }
const byBoth = { ...byBob, '1#u0carol@example.com': sampleDecision(carol, { at: '2026-11-02T15:10:00.000Z' }) }
const heldUntil = '2026-11-02T15:20:00.000Z'
const held = { approvals: 2, decisions: byBoth, heldUntil }

describe('withdrawing', () => {
  test('is offered once somebody has approved, and not before', () => {
    expect(buttonLabels(cardOf({}))).not.toContain('Withdraw my approval')
    expect(buttonLabels(cardOf({ approvals: 1, decisions: byBob }))).toContain('Withdraw my approval')
  })

  test('is offered until Zuora is asked, or the request ends otherwise', () => {
    expect(buttonLabels(cardOf({ approvals: 2, decisions: byBoth }))).toEqual(['Withdraw my approval'])
    expect(buttonLabels(cardOf({ ...held, status: 'asking' }))).toEqual([])
    expect(buttonLabels(cardOf({ ...held, status: 'working' }))).toEqual([])
    const stopped = { kind: 'cancelled', by: bob, at: heldUntil, reason: null } as const
    expect(buttonLabels(cardOf({ ...held, stopped }))).toEqual([])
  })

  test('the card says whose approvals were taken back', () => {
    const decisions = { '1#u0bob@example.com': sampleDecision(bob, { kind: 'withdrawn' }) }
    expect(wordsIn(cardOf({ decisions }))).toContain('0 of 2 approvals.* Taken back, and not counted: <@U0BOB>.')
  })

  test('is confirmed, with what is needed now', () => {
    const message = withdrawReply({ kind: 'withdrawn', request: sampleRequest({ approvals: 1 }) }, replies)
    checkMessage(message)
    expect(message.text).toBe(
      'Your approval of the close of Oct 2026 (Example US, US-0147) is withdrawn. 1 more needed; you can approve again.',
    )
  })

  test.each([
    ['not-approved-by-you', 'you have not approved the close of Oct 2026 (Example US, US-0147). This was recorded.'],
    [
      'already-asking',
      'Zuora is already being asked for the close of Oct 2026 (Example US, US-0147); nothing can be changed now. This was recorded.',
    ],
  ] as const)('is refused privately: %s', (because, why) => {
    const message = withdrawReply({ kind: 'refused', because, request: sampleRequest({ approvals: 1 }) }, replies)
    checkMessage(message)
    expect(message.text).toBe(`Your “Withdraw my approval” did not count: ${why}`)
  })
})

describe('while it is held', () => {
  test('card and status say until when, and have the button that stops it', () => {
    for (const message of [cardOf(held), statusOf(held)]) {
      checkMessage(message)
      expect(message.text).toMatch(/held until <!date\^1793632800\^.*press “Stop” until then\./)
      expect(buttonLabels(message)).toContain('Stop')
    }
    expect(buttonLabels(cardOf(held))).toEqual(['Withdraw my approval', 'Stop'])
    expect(buttonLabels(statusOf(held))).toEqual(['Stop'])
  })

  test('stopping is asked for once more, in a dialog', () => {
    const stop = buttonsIn(cardOf(held)).find(({ action_id }) => action_id === 'stop')
    expect(stop?.confirm?.title?.text).toBe('Stop US-0147?')
    expect(stop?.confirm?.confirm?.text).toBe('Stop')
    expect(readTarget(stop?.value)).toEqual({
      key: { entity: 'us', number: 147 },
      round: 1,
      heldUntil: 1_793_632_800_000,
    })
  })

  test('a stop is confirmed, or refused with the reason', () => {
    expect(cancelReply({ kind: 'cancelled', request: sampleRequest(held) }, 'Stop', replies).text).toBe(
      'You stopped the close of Oct 2026 (Example US, US-0147). The bot looks at the period once more and tells how it stands.',
    )
    const late = { kind: 'refused', because: 'not-held', request: sampleRequest({}) } as const
    expect(cancelReply(late, 'Stop', replies).text).toBe(
      'Your Stop did not count: the close of Oct 2026 (Example US, US-0147) is not held any more: nothing is about to be asked of Zuora. This was recorded.',
    )
  })
})

describe('in stages', () => {
  const staged = { stages: [1, 2], approvalsNeeded: 3, approvals: 1, decisions: byBob }

  test('the card counts each, and says in which each approval was given', () => {
    const words = wordsIn(cardOf(staged))
    expect(words).toContain('*Stage 1 of 2: 1 of 1; stage 2: 0 of 2 approvals.* Approved: <@U0BOB>')
    expect(words).toContain(', stage 1.')
  })

  test('the status counts each', () => {
    expect(statusOf(staged).text).toContain('waiting for approval: stage 1 of 2: 1 of 1; stage 2: 0 of 2, until')
  })

  test('who gave the last approval of a stage is told that the next is asked', () => {
    const decision = sampleDecision(bob)
    const answer = { kind: 'counted', request: sampleRequest(staged), decision } as const
    expect(decisionReply(answer, 'Approve', replies).text).toContain('2 more needed. Stage 2 is asked now.')
    const next = { ...answer, request: sampleRequest({ ...staged, approvals: 2 }) } as const
    expect(decisionReply(next, 'Approve', replies).text).toMatch(/1 more needed\.$/)
  })
})

test('why an approver’s round was void is told with the group by its name, and a name from outside as it is', () => {
  const dave = samplePerson('U0DAVE', { name: 'Dave <@U0EVE> in @S0EVIL' })
  const changes = [
    {
      what: `the approval of ${dave.name}`,
      was: 'a full member, in @S0CONTROLLERS',
      is: 'no longer in @S0CONTROLLERS',
    },
    { what: 'the period’s status', was: 'PendingClose', is: 'in @S0CONTROLLERS' },
  ]
  const message = cardOf({ round: 2, changes })
  checkMessage(message)
  expect(message.text).toContain('no longer counts (no longer in <!subteam^S0CONTROLLERS>)')
  expect(message.text).toContain('&lt;@U0EVE&gt; in @S0EVIL')
  expect(message.text).toContain('now it is “in @S0CONTROLLERS”')
})

test('the card says that what is approved is held first, where the policy holds it', () => {
  const card = cardMessage(sampleRequest(), { ...people, holdSeconds: 300 }, label)
  checkMessage(card)
  expect(wordsIn(card)).toContain(
    '*If approved:* it is held for 5 min, in which it can be stopped; then everything is checked once more',
  )
  expect(wordsIn(cardOf({}))).toContain('*If approved:* everything is checked once more')
})

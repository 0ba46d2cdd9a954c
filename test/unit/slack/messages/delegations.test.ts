import { describe, expect, test } from 'vitest'
import type { Delegation } from '../../../../src/domain/approvals/delegation.ts'
import { readCommand } from '../../../../src/domain/commands/command.ts'
import { delegationsReply } from '../../../../src/slack/messages/delegations/delegation-list.ts'
import { delegationMessage } from '../../../../src/slack/messages/delegations/delegation-news.ts'
import { delegateReply, endDelegationReply } from '../../../../src/slack/messages/delegations/delegation-replies.ts'
import { commandText } from '../../../../src/slack/plain-text.ts'
import { sampleEntity } from '../../../support/sample-entity.ts'
import { alice, bob, carol } from '../../../support/sample-request.ts'
import { buttonsIn, checkAnswer, checkMessage, label, outside, wordsIn } from './check-message.ts'

const delegation: Delegation = {
  delegator: bob,
  delegate: { ...carol, name: outside },
  from: '2026-11-03',
  until: '2026-11-10',
  entity: 'us',
  record: 148,
  messageId: 'm',
}
const entity = sampleEntity()

test('Slack’s reference to a person is kept where something is handed to them, and only there', () => {
  const typed = 'delegate <@U0CAROL|carol> from 2026-11-03 to 2026-11-10 in us'
  expect(readCommand(commandText(typed))).toEqual({
    kind: 'delegate',
    to: 'U0CAROL',
    from: '2026-11-03',
    until: '2026-11-10',
    entity: 'us',
  })
  expect(commandText('reopen Oct 2026 asked by <@U0CAROL|carol>')).toBe('reopen Oct 2026 asked by @carol')
})

test('the channel is told who acts for whom, on which days, and under which record', () => {
  const begun = delegationMessage({ kind: 'begun', delegation }, label)
  checkMessage(begun)
  expect(begun.text).toContain(
    '<@U0BOB>’s part as an approver is with <@U0CAROL> from 3 Nov 2026 to 10 Nov 2026 (Example US, record US-0148).',
  )
  const head = 'f'.repeat(64)
  const ended = delegationMessage({ kind: 'ended', delegation, by: bob, head }, () => outside)
  checkMessage(ended)
  expect(ended.text).toContain('<@U0BOB> has ended that <@U0CAROL> acts for <@U0BOB>')
  expect(ended.text).toContain(`record US-0148, head \`${head}\``)
})

test.each([
  [
    { kind: 'delegated', delegation, entity, isPosted: true },
    'is with <@U0CAROL> from 3 Nov 2026 to 10 Nov 2026, record US-0148. It was posted in <#C0CLOSE>',
  ],
  [{ kind: 'delegated', delegation, entity, isPosted: false }, 'It could not be posted in <#C0CLOSE>: tell the others'],
  [{ kind: 'which-entity', entities: [entity] }, 'which entity do you mean'],
  [{ kind: 'no-such-entity', named: 'eu', entities: [entity] }, 'there is no entity “eu”'],
  [{ kind: 'not-a-full-member' }, 'only full members of this workspace approve'],
  [{ kind: 'no-delegates' }, 'policy.delegates'],
  [{ kind: 'no-part', approvers: ['U0BOB', 'S0CONTROLLERS'] }, 'only <@U0BOB> or <!subteam^S0CONTROLLERS> approve'],
  [{ kind: 'to-oneself' }, 'Name somebody else.'],
  [{ kind: 'not-a-delegate', to: 'U0EVE', delegates: ['U0CAROL'] }, 'Name one of <@U0CAROL>, or let'],
  [{ kind: 'delegate-not-a-full-member', to: 'U0EVE' }, 'Name somebody else.'],
  [{ kind: 'backwards' }, 'The first comes first.'],
  [{ kind: 'in-the-past', today: '2026-11-04' }, 'Today is 4 Nov 2026; begin today or later.'],
  [{ kind: 'too-long', days: 15, most: 14 }, 'these are 15 days, and the policy allows 14 at most'],
  [
    { kind: 'handed-on-already', existing: delegation },
    'is with <@U0CAROL> already, from 3 Nov 2026 to 10 Nov 2026 (record US-0148). End that first',
  ],
  [{ kind: 'acts-for-another', existing: delegation }, 'you act for <@U0BOB>, from'],
  [{ kind: 'delegate-has-handed-on', existing: delegation }, 'their own part is with <@U0CAROL>'],
] as const)('handing on is answered (%o)', (answer, expected) => {
  const reply = delegateReply(answer, label)
  checkMessage(reply)
  expect(reply.text).toContain(expected)
  const isRefused = !['delegated', 'which-entity', 'no-such-entity'].includes(answer.kind)
  expect(reply.text.startsWith('Nothing was handed on: ')).toBe(isRefused)
})

test.each([
  [{ kind: 'no-such-delegation' }, 'this is not in the register'],
  [{ kind: 'not-told' }, 'only the two whom this is about can end it.'],
  [{ kind: 'not-yours', delegation }, 'only <@U0BOB> and <@U0CAROL> can end US-0148. Ask one of them.'],
  [{ kind: 'ended-already', delegation }, 'US-0148 had ended already.'],
  [{ kind: 'over', delegation }, 'its last day was 10 Nov 2026'],
  [{ kind: 'ended', delegation }, '<@U0CAROL> no longer acts for <@U0BOB>'],
] as const)('ending is answered (%o)', (answer, expected) => {
  const reply = endDelegationReply(answer)
  checkMessage(reply)
  expect(reply.text).toContain(expected)
})

describe('the list', () => {
  const listFor = (personId: string, delegations: readonly Delegation[]) =>
    delegationsReply({ kind: 'delegations', entity, delegations, today: '2026-11-04', personId }, label)

  test('says who acts for whom, today and later', () => {
    const later = { ...delegation, delegator: alice, record: 149, from: '2026-11-20', until: '2026-11-20' }
    const message = listFor('U0EVE', [delegation, later])
    checkMessage(message)
    expect(wordsIn(message)).toContain('<@U0CAROL> for <@U0BOB>, today and until 10 Nov 2026 (record US-0148)')
    expect(wordsIn(message)).toContain('<@U0CAROL> for <@U0ALICE>, on 20 Nov 2026 (record US-0149)')
    expect(buttonsIn(message)).toEqual([])
  })

  test.each(['U0BOB', 'U0CAROL'])('has a button that ends it for %s, with a dialog', (personId) => {
    const others = { ...delegation, delegator: alice, delegate: alice, record: 150 }
    const message = listFor(personId, [delegation, others])
    checkMessage(message)
    expect(buttonsIn(message)).toMatchObject([
      {
        action_id: 'end-delegation:148',
        value: 'us#148#0',
        text: { text: 'End…' },
        confirm: { title: { text: 'End US-0148?' }, text: { text: expect.stringContaining('from now on') } },
      },
    ])
  })

  test('tells who has a part how it is handed on, to somebody who may act, on coming days; nobody else', () => {
    const answer = { kind: 'delegations', entity, today: '2026-11-30', personId: 'U0BOB' } as const
    for (const delegations of [[], [delegation]]) {
      const message = delegationsReply({ ...answer, delegations }, label, 'U0FRANK')
      checkMessage(message)
      expect(wordsIn(message)).toContain('`/period delegate` <@U0FRANK> `from 2026-12-01 to 2026-12-03`')
    }
    const message = listFor('U0AUDIT', [])
    checkMessage(message)
    expect(message.text).toBe('Example US: nobody acts for anybody, today or later.')
  })

  test('of more than a message takes says how many are left out', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ ...delegation, record: index + 1 }))
    const message = listFor('U0BOB', many)
    checkAnswer(message)
    expect(wordsIn(message)).toContain('And 15 later.')
  })
})

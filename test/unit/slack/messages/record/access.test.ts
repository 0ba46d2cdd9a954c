import { expect, test } from 'vitest'
import type { Policy } from '../../../../../src/domain/policy/policy.ts'
import { accessUnder, warningsOf } from '../../../../../src/domain/reading/access.ts'
import { accessReply } from '../../../../../src/slack/messages/record/access.ts'
import type { Channel } from '../../../../../src/usecases/ports/people/channels.ts'
import { sampleEntity } from '../../../../support/sample-entity.ts'
import { samplePerson } from '../../../../support/sample-request.ts'
import { checkAnswer, label, wordsIn } from '../check-message.ts'

const policy: Policy = {
  requesters: ['U0ALICE', 'S0FINANCE'],
  approvers: ['U0BOB', 'U0GUEST'],
  auditors: ['U0AUDIT'],
  delegates: ['S0CONTROLLERS'],
  delegationMaxDays: 14,
  escalateTo: { afterSeconds: 43_200, approvers: ['U0CFO'] },
  expireAfter: { kind: 'seconds', seconds: 60 },
  actions: {
    'trial-balance': { approvals: 0 },
    close: {
      approvals: 2,
      stages: [
        { approvers: ['S0CONTROLLERS'], approvals: 1 },
        { approvers: ['U0CFO'], approvals: 1 },
      ],
    },
    reopen: { approvals: 2 },
  },
}

function shown(
  channel: Channel | null,
  changes: Partial<Policy> = {},
  controllers: readonly string[] = ['U0CAROL', 'U0DAN'],
) {
  const groups: Readonly<Record<string, readonly string[]>> = { S0FINANCE: [], S0CONTROLLERS: controllers }
  const access = accessUnder({ ...policy, ...changes }, (principal) =>
    (groups[principal] ?? [principal]).map((id) => samplePerson(id, { isFullMember: id !== 'U0GUEST' })),
  )
  const warnings = warningsOf(access)
  const policyHash = 'c'.repeat(64)
  const message = accessReply({ kind: 'access', entity: sampleEntity(), access, warnings, channel, policyHash }, label)
  checkAnswer(message)
  return message
}

const reply = (...given: Parameters<typeof shown>) => shown(...given).text

test('who asks, approves by action and stage, decides later, receives a part, and reads', () => {
  const text = reply({ isPublic: false, isMember: true, isSharedOutside: false })
  expect(text).toContain('<@U0ALICE> and <!subteam^S0FINANCE> (nobody now)')
  expect(text).toContain('• trial balance: no approval')
  expect(text).toContain('• close: first 1 of <!subteam^S0CONTROLLERS> (<@U0CAROL>, <@U0DAN>), then 1 of <@U0CFO>')
  expect(text).toContain('*Who may decide too after 12 h*\n<@U0CFO>')
  expect(text).toContain('for at most 14 days*\n<!subteam^S0CONTROLLERS> (<@U0CAROL>, <@U0DAN>)')
  expect(text).toContain('the auditors, who change nothing: <@U0AUDIT>')
  expect(text).toContain('Policy in force: `cccccccccccc`')
})

test('warns of what whoever keeps the policy should look at', () => {
  const text = reply({ isPublic: true, isMember: true, isSharedOutside: false })
  expect(text).toContain('The close needs 1 in stage 2, and exactly as many can approve')
  expect(text).toContain('The reopen needs 2 approvals, and only 1 can approve: it can never be done.')
  expect(text).toContain('<!subteam^S0FINANCE> has no members')
  expect(text).toContain('<@U0GUEST> is named and can do nothing')
  expect(text).toContain('<#C0CLOSE> is public')
})

test.each([
  [
    { isPublic: true, isMember: true, isSharedOutside: true },
    'shared with another company: no card, status or outcome is posted there',
  ],
  [null, 'Slack does not tell the bot of <#C0CLOSE>'],
])('a channel where nothing is posted is warned of', (channel, words) => {
  expect(reply(channel)).toContain(words)
})

test('nothing to warn of is said', () => {
  const approvers = ['U0BOB', 'U0CAROL', 'U0DAN']
  const changes = { requesters: ['U0ALICE'], approvers, actions: { close: { approvals: 2 } } }
  expect(reply({ isPublic: false, isMember: true, isSharedOutside: false }, changes)).toContain('*Warnings*\nnone')
})

test('a large group is shown whole', () => {
  const many = Array.from({ length: 400 }, (_, index) => `U0MEMBER${1000 + index}`)
  const words = wordsIn(shown({ isPublic: false, isMember: true, isSharedOutside: false }, {}, many))
  expect(many.filter((id) => !words.includes(`<@${id}>`))).toEqual([])
})

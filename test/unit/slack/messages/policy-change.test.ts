import { expect, test } from 'vitest'
import { policyChangeMessage } from '../../../../src/slack/messages/policy-change.ts'
import { checkMessage, label, wordsIn } from './check-message.ts'

const filed = {
  entity: 'us',
  number: 7,
  messageId: 'policy',
  periodId: null,
  about: {
    kind: 'policy',
    hash: 'b'.repeat(64),
    before: 'a'.repeat(64),
    changes: ['approvals for close: 2 → 1', 'approvers: + @U0ERIN, − @S0CFO', 'fourEyes: not given → "<!channel>"'],
  },
  status: 'open',
  revision: 0,
  log: [],
  chain: [],
} as const

test('a changed policy is told with what changed, and what that does', () => {
  const message = policyChangeMessage(filed, label)
  checkMessage(message)
  const words = wordsIn(message)
  expect(words).toContain('The policy of Example US has changed')
  expect(words).toContain('• approvals for close: 2 → 1')
  expect(words).toContain('• approvers: + <@U0ERIN>, − <!subteam^S0CFO>')
  expect(words).toContain('Approvals under way are void')
  expect(words).toContain('Policy aaaaaaaa → bbbbbbbb. Record US-0007.')
  expect(message.text).toContain('approvals for close: 2 → 1')
  expect(words).not.toContain('<!channel>')
})

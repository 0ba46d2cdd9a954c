import { expect, test } from 'vitest'
import { controls, resultOf } from '../../../../../src/domain/approvals/control-test.ts'
import { controlTestReply } from '../../../../../src/slack/messages/record/control-test.ts'
import { outcomeMessage } from '../../../../../src/slack/messages/request/outcome/outcome.ts'
import { sampleRequest } from '../../../../support/sample-request.ts'
import { checkMessage } from '../check-message.ts'

const label = () => 'Example US'
const rehearsal = sampleRequest({
  action: 'control-test',
  status: 'finished',
  period: { id: 'control-test', name: 'a rehearsal', startDate: '2026-11-03', endDate: '2026-11-03' },
  outcome: { kind: 'succeeded' },
})
const failed = sampleRequest({
  ...rehearsal,
  outcome: { kind: 'failed', because: { kind: 'controls-failed', controls: ['outsider', 'void'] } },
})
const results = [
  resultOf('self-approval', 'own-request', 'own-request'),
  resultOf('outsider', 'not-an-approver', 'counted'),
  resultOf('void', 'no approval counts', 'could not be tried: SlackBusy'),
]

test('a control that failed is said loudly, with what was expected and what happened', () => {
  const { text, blocks } = controlTestReply({ kind: 'tested', request: failed, results }, label)
  checkMessage({ text, blocks })
  expect(text).toMatch(/^:rotating_light: \*CONTROL FAILED\.\*/)
  expect(text).toContain('somebody whom the policy does not name approves: expected “refused, because the policy does')
  expect(text).toContain('got “counted, once”')
  expect(text).toContain('got “could not be tried')
  expect(text).toContain(':white_check_mark: who asked approves their own request')
})

test.each([rehearsal, failed])(
  'the channel gets one line, without buttons, with reference and head: $outcome.kind',
  (request) => {
    const { text, blocks } = outcomeMessage(request, label)
    checkMessage({ text, blocks })
    expect(blocks.map(({ type }) => type)).toEqual(['section'])
    expect(text.split('\n')).toHaveLength(1)
    expect(text).toContain(`Record US-0147, head \`${'a'.repeat(64)}\``)
  },
)

test('one that was broken off says so, and has no results', () => {
  const outcome = { kind: 'failed', because: { kind: 'rehearsal-broken-off' } } as const
  const { text } = controlTestReply({ kind: 'tested', request: { ...failed, outcome }, results: [] }, label)
  expect(text).toContain('It was broken off before everything was tried')
})

test.each([
  [{ kind: 'not-a-full-member' }, 'only full members'],
  [{ kind: 'may-not-test', may: ['U0ALICE', 'S0CONTROLLERS'] }, '<@U0ALICE> or <!subteam^S0CONTROLLERS> may run it'],
  [{ kind: 'under-way', request: rehearsal }, 'US-0147 is being tried at this moment'],
  [{ kind: 'no-such-entity', named: 'eu', entities: [] }, 'there is no entity'],
  [{ kind: 'which-entity', entities: [] }, 'which entity do you mean'],
] as const)('whoever does not get a result is told why: %o', (answer, words) => {
  const { text, blocks } = controlTestReply(answer, label)
  checkMessage({ text, blocks })
  expect(text).toContain(words)
})

test('every control has a name for people', () => {
  const all = controls.map((control) => resultOf(control, 'counted', 'counted'))
  const { text } = controlTestReply({ kind: 'tested', request: rehearsal, results: all }, label)
  expect(text).not.toContain('undefined')
  expect(text.split('\n')).toHaveLength(controls.length + 2)
})

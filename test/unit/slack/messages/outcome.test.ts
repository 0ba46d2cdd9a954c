import { expect, test } from 'vitest'
import type { Outcome } from '../../../../src/domain/outcome.ts'
import type { Action } from '../../../../src/domain/policy/policy.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { followUpMessage } from '../../../../src/slack/messages/request/follow-up.ts'
import { outcomeMessage } from '../../../../src/slack/messages/request/outcome/outcome.ts'
import {
  bob,
  carol,
  completed,
  inError,
  sampleDecision,
  samplePeriod,
  sampleRequest,
} from '../../../support/sample-request.ts'
import { buttonLabels, checkMessage, label, outside, wordsIn } from './check-message.ts'
import { nameOf, outcomes } from './outcome-samples.ts'

const actions: readonly Action[] = ['close', 'pending-close', 'trial-balance', 'set-back-to-open']
const closed = samplePeriod({ status: 'Closed', statusText: 'Closed' })

function ended(outcome: Outcome, changes: Partial<Request> = {}): Request {
  return sampleRequest({ status: 'finished', outcome, periodAtEnd: samplePeriod(), ...changes })
}

const accepted = { kind: 'accepted', at: '2026-11-02T13:00:06.000Z' } as const
const ownPendingClose: Request['asks'] = {
  'pending-close': {
    at: '2026-11-02T13:00:05.000Z',
    times: 1,
    mayHaveBeenHeard: false,
    trialBalanceStartBefore: null,
    trialBalanceStart: null,
    answer: accepted,
  },
}

const everyEnd = outcomes.flatMap((outcome) => actions.map((action) => [nameOf(outcome), action, outcome] as const))

test.each(everyEnd)('%s of %s: is what Slack takes, with hostile names escaped', (_name, action, outcome) => {
  const period = { ...sampleRequest().period, name: outside }
  for (const periodAtEnd of [samplePeriod({ name: outside, statusText: outside }), null]) {
    checkMessage(outcomeMessage(ended(outcome, { action, period, periodAtEnd, asks: ownPendingClose }), label))
  }
  expect(wordsIn(outcomeMessage(ended(outcome, { action }), label))).not.toMatch(/\b(?:succeeded|overtaken: )\b/)
})

/** Of a close that succeeded the title is the state; of a failed trial balance the reason tells it already. */
function stateTold(outcome: Outcome): string {
  if (outcome.kind === 'succeeded') return 'Zuora closed Oct 2026.'
  const isTold = outcome.kind === 'failed' && outcome.because.kind === 'trial-balance-error'
  return `is now Pending Close.${isTold ? '' : ' Trial balance: Completed'}`
}

test.each(outcomes.map((outcome) => [nameOf(outcome), outcome] as const))(
  '%s: says what happened, in what state the period is now, the record, and the next thing',
  (_name, outcome) => {
    const message = outcomeMessage(ended(outcome), label)
    expect(message.text).toMatch(/^Oct 2026 \(Example US, US-0147\): \S/)
    expect(message.text).toContain(stateTold(outcome))
    expect(message.text).toMatch(/Next: |It can be asked for again: |with the record|the journal run/)
    expect(wordsIn(message)).toContain(`Record US-0147, head \`${'a'.repeat(64)}\``)
    expect(wordsIn(message)).toContain('Requested by <@U0ALICE>.')
  },
)

test('a close that succeeded names requester, approvers, and what comes after', () => {
  const decisions = { '1#U0BOB': sampleDecision(bob), '1#U0CAROL': sampleDecision(carol) }
  const followUp = { kind: 'waiting', since: '2026-11-02T15:01:00.000Z' } as const
  const request = ended({ kind: 'succeeded' }, { decisions, approvals: 2, periodAtEnd: closed, followUp })
  const message = outcomeMessage(request, label)
  expect(message.text).toBe(
    'Oct 2026 (Example US, US-0147): Zuora closed Oct 2026. Next: Zuora runs a final trial balance; its end follows in this thread. Then the journal run.',
  )
  expect(wordsIn(message)).toContain('Requested by <@U0ALICE>. Approved by <@U0BOB> and <@U0CAROL>.')
  expect(wordsIn(message)).toMatch(/^Oct 2026 is Closed$/m)
  expect(buttonLabels(message)).toEqual([])
})

test('where the policy asks for no approval, it is said so; otherwise nobody approved', () => {
  const free = outcomeMessage(ended({ kind: 'succeeded' }, { approvalsNeeded: 0 }), label)
  expect(wordsIn(free)).toContain('The policy asks for no approval.')
  expect(wordsIn(outcomeMessage(ended({ kind: 'expired', waitedFor: 'approval' }), label))).toContain(
    'Approved by nobody.',
  )
})

test('a state that Zuora could not tell is unknown, not guessed', () => {
  const message = outcomeMessage(
    ended({ kind: 'failed', because: { kind: 'broke', error: 'TypeError' } }, { periodAtEnd: null }),
    label,
  )
  expect(message.text).toContain('The state of Oct 2026 is unknown: Zuora could not be read. Look at it in Zuora.')
})

test('what was not this bot’s is told as others’', () => {
  const because = { kind: 'closed-by-others', updatedBy: 'user-9', updatedOn: '2026-11-02 09:00:00' } as const
  const { text } = outcomeMessage(ended({ kind: 'overtaken', because }, { periodAtEnd: closed }), label)
  expect(text).toContain('Others changed Oct 2026 in Zuora; the close of Oct 2026 was not done by this request.')
  expect(text).toContain(
    'closed in Zuora by Zuora user user-9 on 2026-11-02 09:00:00 (Zuora’s time), not by this request.',
  )
  expect(text).toContain('Oct 2026 is now Closed.')
})

test('a refusal of Zuora is given in Zuora’s words, with code and request id', () => {
  const because = {
    kind: 'by-zuora',
    asked: 'close',
    code: '53200020',
    message: 'A prior period is open.',
    zuoraRequestId: 'r1',
  } as const
  expect(outcomeMessage(ended({ kind: 'refused', because }), label).text).toContain(
    'Zuora refused to close it: “A prior period is open.” (code 53200020, request id r1).',
  )
})

test('a rejection is given with who and why', () => {
  const outcome = { kind: 'rejected', by: 'U0BOB', reason: 'Accruals are missing' } as const
  expect(outcomeMessage(ended(outcome), label).text).toContain(
    '<@U0BOB> rejected the close of Oct 2026: “Accruals are missing”.',
  )
})

test('Set back to Open is offered only where this request left the period in pending close', () => {
  const expired = { kind: 'expired', waitedFor: 'approval' } as const
  const left = outcomeMessage(ended(expired, { asks: ownPendingClose }), label)
  expect(buttonLabels(left)).toEqual(['Ask again', 'Set back to Open'])
  expect(left.text).toContain('Or press “Set back to Open”')
  for (const request of [
    ended(expired),
    ended(expired, { asks: ownPendingClose, periodAtEnd: closed }),
    ended(expired, { asks: ownPendingClose, periodAtEnd: null }),
  ]) {
    const message = outcomeMessage(request, label)
    expect(buttonLabels(message)).not.toContain('Set back to Open')
    expect(message.text).not.toContain('Set back to Open')
  }
})

test('where entities share a channel, what can be typed next says which is meant', () => {
  const expired = { kind: 'expired', waitedFor: 'approval' } as const
  const said = (request: Request, sharesChannel: boolean) => outcomeMessage(request, label, { sharesChannel }).text
  expect(said(ended(expired), true)).toContain('`/period close Oct 2026 in us`')
  expect(said(ended(expired), false)).toContain('`/period close Oct 2026`')
  expect(said(ended(expired, { action: 'reopen' }), true)).toContain('`/period reopen in us Oct 2026 …`')
  expect(said(ended({ kind: 'succeeded' }, { action: 'pending-close' }), true)).toContain(
    '`/period close Oct 2026 in us`',
  )
})

test('what was ended by hand says what Zuora had been asked, and only that', () => {
  const outcome = { kind: 'failed', because: { kind: 'ended-by-hand', by: 'Dana', why: 'ticket 4711' } } as const
  const said = (asks: Request['asks']) => outcomeMessage(ended(outcome, { asks }), label).text
  expect(said(ownPendingClose)).toContain(
    'Zuora had been asked to set it to pending close, which may have taken effect.',
  )
  expect(said({})).toContain('Zuora had not been asked for anything that could have taken effect.')
  const child = { periodId: 'p-10', name: 'Oct 2026', number: 148, ended: null }
  const range = outcomeMessage(ended(outcome, { action: 'close-range', range: [child] }), label).text
  expect(range).toContain('US-0148, the close of Oct 2026, goes on by itself; no further one is begun.')
  expect(range).not.toContain('Zuora had')
})

test('once it was set back, the message says by whom instead', () => {
  const setBack = sampleRequest({ number: 148, action: 'set-back-to-open', requester: carol })
  const request = ended({ kind: 'cancelled', by: 'U0ALICE' }, { asks: ownPendingClose })
  const message = outcomeMessage(request, label, { setBack })
  checkMessage(message)
  expect(message.text).toContain('It was left in Pending Close; <@U0CAROL> has set it back to Open (US-0148).')
  expect(buttonLabels(message)).toEqual(['Ask again'])
})

test('obstacles at the end are all listed, each with its way out', () => {
  const found = outcomes.find((outcome) => nameOf(outcome) === 'refused: obstacles')
  if (!found) throw new Error('no sample')
  const { text } = outcomeMessage(ended(found), label)
  for (const expected of [
    '1. Oct 2026 ends Sat 31 Oct; today is Fri 30 Oct.',
    'must be closed first: `/period close',
    'After it: Period 0, Period 1, Period 2, Period 3, Period 4 and 3 more.',
    '1 draft invoice and at least 990 payments still processing.',
  ]) {
    expect(text).toContain(expected)
  }
})

test.each([
  [{ kind: 'completed', trialBalance: completed } as const, 'the final trial balance has ended: Completed, started'],
  [
    { kind: 'problem', trialBalance: inError } as const,
    'is Closed, but its final trial balance failed: ended in Error',
  ],
  [{ kind: 'not-seen', waitedSeconds: 86_400 } as const, 'the end of its final trial balance was not seen'],
])('the follow-up of a close: %j', (followUp, expected) => {
  const message = followUpMessage(ended({ kind: 'succeeded' }, { followUp }), label)
  checkMessage(message)
  expect(message.text).toContain(expected)
})

test('a very long refusal does not make the message too long', () => {
  const because = {
    kind: 'by-zuora',
    asked: 'close',
    code: '1',
    message: '&<'.repeat(5000),
    zuoraRequestId: null,
  } as const
  const message = outcomeMessage(ended({ kind: 'refused', because }), label)
  checkMessage(message)
  expect(wordsIn(message)).toContain('Requested by <@U0ALICE>.')
})

test('of a change it says what was changed, with hostile words escaped', () => {
  const fields = { name: outside, endDate: '2026-11-03', notes: null }
  const message = outcomeMessage(ended({ kind: 'succeeded' }, { action: 'update', fields }), label)
  checkMessage(message)
  expect(wordsIn(message)).toContain('*End date:* Tue 3 Nov 2026\n*Notes:* none')
})

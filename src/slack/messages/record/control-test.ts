import type { Control, ControlResult } from '../../../domain/approvals/control-test.ts'
import { headOf, type Request, referenceOf } from '../../../domain/request.ts'
import type { ControlTestAnswer } from '../../../usecases/control-test/run-control-test.ts'
import { type Message, message } from '../blocks.ts'
import { outcomeReason } from '../request/outcome/outcome-reason.ts'
import { escaped, listed, mention } from '../text/mrkdwn.ts'
import { type EntityLabel, subject } from '../text/words.ts'
import { noSuchEntity, whichEntityInWords } from '../which-entity.ts'

/** The private answer to who ran the control test: everything that was tried, and what it did. */
export function controlTestReply(answer: ControlTestAnswer, label: EntityLabel): Message {
  switch (answer.kind) {
    case 'which-entity':
      return whichEntityInWords(answer.entities)
    case 'no-such-entity':
      return noSuchEntity(answer)
    case 'not-a-full-member':
      return message('Nothing was done: only full members of this workspace can run the control test.')
    case 'may-not-test':
      return message(
        `Nothing was done: the control test is run by who may ask or approve; whoever only reads finds its results in the record. ${listed(answer.may.map(mention), 'or')} may run it.`,
      )
    case 'under-way':
      return message(
        `${referenceOf(answer.request)} is being tried at this moment by another delivery of your command. If the channel shows no result within a minute, run it again.`,
      )
    case 'tested':
      return message(testedText(answer, label))
  }
}

function testedText({ request, results }: { request: Request; results: readonly ControlResult[] }, label: EntityLabel) {
  const lines = results.map(
    ({ control, expected, got, passed }) =>
      `${passed ? ':white_check_mark:' : ':rotating_light: *failed*'} ${tried[control]}: ${passed ? inWords(got) : `expected “${inWords(expected)}”, got “${inWords(got)}”`}`,
  )
  return [
    `${verdict(request, label)}`,
    ...lines,
    'Nothing was asked of Zuora. The clicks that did not count are recorded beside it.',
  ].join('\n')
}

/** The one line in the channel. */
export function controlTestMessage(request: Request, label: EntityLabel): Message {
  return message(
    `${verdict(request, label)} Run by ${mention(request.requester.id)}. Record ${referenceOf(request)}, head \`${headOf(request) ?? ''}\``,
  )
}

function verdict(request: Request, label: EntityLabel): string {
  const about = `Control test of ${subject(request, label)}`
  if (request.outcome?.kind === 'succeeded') return `${about}: every control that was tried held.`
  return `:rotating_light: *CONTROL FAILED.* ${about}: ${outcomeReason(request)} Approve nothing here until whoever runs this bot has found out why.`
}

const tried: Readonly<Record<Control, string>> = {
  'self-approval': 'who asked approves their own request',
  outsider: 'somebody whom the policy does not name approves',
  'stale-card': 'an approver presses the card of an earlier round',
  approver: 'an approver presses the card that counts',
  'same-approver-twice': 'the same approver approves again',
  void: 'the approvals are voided, as when something changed',
  'voided-card': 'an approver presses the voided card',
}

const gotWords: Readonly<Record<string, string>> = {
  'own-request': 'refused, because they asked for it',
  'not-an-approver': 'refused, because the policy does not name them',
  'older-card': 'refused, because a newer card asks',
  counted: 'counted, once',
  'already-decided': 'refused, because one person counts once',
  'no approval counts': 'no approval counts any more',
  'not-awaiting': 'refused, because it does not wait for approval now',
}

function inWords(got: string): string {
  return gotWords[got] ?? escaped(got)
}

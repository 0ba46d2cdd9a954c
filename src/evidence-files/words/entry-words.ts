import { memberOf, membersOf } from '../../domain/evidence/export/evidence-export.ts'
import type { LogEntry } from '../../domain/evidence/log.ts'
import { filedWords } from './filed-words.ts'
import { clicksWords, controlsWords } from './outcome-words.ts'
import { personWords } from './people-words.ts'
import { around, at, capitalised, inWords, sentences, without, words } from './plain-words.ts'
import { scansWords, snapshotWords, trialBalanceWords } from './snapshot-words.ts'
import { actionWord } from './subject-words.ts'

type Details = LogEntry['details']

const kindTexts: Readonly<Record<string, string>> = {
  asked: 'Asked',
  'approval-asked': 'Approval asked for',
  approved: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Approval withdrawn',
  voided: 'Approvals void',
  'zuora-asked': 'Zuora asked',
  'zuora-answered': 'Zuora answered',
  outcome: 'Outcome (sealed)',
}

export function kindWords(kind: string): string {
  return (Object.hasOwn(kindTexts, kind) && kindTexts[kind]) || capitalised(words(kind))
}

/** What happened, in one or a few sentences. What a kind has no words for is told member by member. */
export function whatHappened({ kind, details }: LogEntry): string {
  const tell = Object.hasOwn(told, kind) ? told[kind] : undefined
  return tell
    ? tell(details)
    : capitalised(inWords(without(details, 'request', 'previousRequest', 'authority', 'zuoraTimes')))
}

const endedByHand: Readonly<Record<string, string>> = {
  outcome: 'Ended',
  seal: 'Sealed',
  telling: 'Given up to tell',
}

const told: Readonly<Record<string, (details: Details) => string>> = {
  asked: ({ action, period, notBefore, fields, range, approvalsNeeded, partOf, setsBack, earlier, words: typed }) =>
    sentences(
      `${capitalised(actionWord(action))} of ${periodWords(period)}.`,
      around('Not before ', inWords(notBefore), '.'),
      around('Fields: ', inWords(fields), '.'),
      around(
        'Periods: ',
        membersOf(range)
          .map((child) => at(child, 'name'))
          .join(', '),
        '.',
      ),
      around('Approvals needed: ', inWords(approvalsNeeded), '.'),
      around('Part of the range number ', inWords(partOf), '.'),
      around('Takes back the pending close of number ', inWords(setsBack), '.'),
      around('Before: ', inWords(earlier), '.'),
      around('Typed: “', inWords(typed), '”'),
    ),
  'approval-asked': ({ round, approvalsNeeded, expiresAt, snapshot, changes, rehearsal }) =>
    sentences(
      around(`Round ${inWords(round)}: approvals asked for: `, inWords(approvalsNeeded), '.'),
      rehearsal === true ? `Round ${inWords(round)} of a rehearsal: no card was posted, and nobody was asked.` : '',
      around('Until ', inWords(expiresAt), '.'),
      changesWords(changes, 'Since the round before: '),
      around('The card shows: ', snapshotWords(snapshot)),
    ),
  approved: ({ round, attestation }) =>
    sentences(`Approved in round ${inWords(round)}.`, around('Confirmed: “', inWords(attestation), '”')),
  rejected: ({ round }) => `Rejected in round ${inWords(round)}.`,
  withdrawn: ({ round, approvalOf, delegation, fellWithIt }) =>
    sentences(
      `The approval of ${personWords(approvalOf)} in round ${inWords(round)} was withdrawn.`,
      around('It was given under the delegation no. ', inWords(delegation), ', which was ended.'),
      around(
        'With it fell: ',
        membersOf(fellWithIt)
          .map((one) => personWords(memberOf(one, 'by')))
          .join(', '),
        '.',
      ),
    ),
  cancelled: () => 'Cancelled.',
  voided: ({ round, approvals, changes }) =>
    sentences(
      `The approvals of round ${inWords(round)} (${inWords(approvals)}) became void.`,
      changesWords(changes, 'Changed: '),
    ),
  'trial-balance-kept': ({ round, was, snapshot }) =>
    sentences(
      `A newer trial balance has the same reports; the approvals of round ${inWords(round)} stand.`,
      around('Before: ', trialBalanceWords(was), '.'),
      around('Now: ', trialBalanceWords(memberOf(snapshot, 'trialBalance')), '.'),
    ),
  'zuora-asked': ({ what, snapshot, approversLookedUp }) =>
    sentences(
      `Zuora asked: ${words(inWords(what))}.`,
      around('Looked up again before: ', membersOf(approversLookedUp).map(inWords).join(', '), '.'),
      around('As seen right before: ', snapshotWords(snapshot)),
    ),
  'zuora-answered': ({ what, kind, zuoraTimes: _zuoraTimes, ...answer }) =>
    sentences(`${capitalised(words(inWords(what)))}: ${inWords(kind)}.`, around('', capitalised(inWords(answer)), '.')),
  outcome: ({ outcome, period, clicksThatDidNotCount, approvedBy, results, reports }) =>
    sentences(
      `${capitalised(words(at(outcome, 'kind')))}.`,
      around('', capitalised(inWords(without(Object(outcome), 'kind', 'reason'))), '.'),
      around('The period then: ', words(at(period, 'statusText')), '.'),
      around('Approved by ', membersOf(approvedBy).map(inWords).join(', '), '.'),
      around('Tried: ', controlsWords(results), '.'),
      around('Reports that the approvers were asked for: ', membersOf(reports).map(reportWords).join(', '), '.'),
      around('Clicks that did not count: ', clicksWords(clicksThatDidNotCount), '.'),
    ),
  explained: ({ who, why, ticket }) =>
    sentences(`Who: ${inWords(who)}.`, `Why: ${inWords(why)}.`, around('Ticket: ', inWords(ticket), '.')),
  acknowledged: ({ attestation }) => around('Confirmed: “', inWords(attestation), '”'),
  'followed-up': ({ followUp }) =>
    sentences(
      `${capitalised(words(at(followUp, 'kind')))}.`,
      around('Final trial balance: ', trialBalanceWords(memberOf(followUp, 'trialBalance')), '.'),
      around('Reports: ', membersOf(memberOf(followUp, 'reports')).map(reportWords).join(', '), '.'),
    ),
  'trial-balance-ended': ({ whose, ...trialBalance }) =>
    sentences(`${trialBalanceWords(trialBalance)}.`, around('Whose: ', words(inWords(whose)), '.')),
  scanned: ({ scans, zuoraTimes: _zuoraTimes, ...more }) =>
    sentences(around('To be cleared: ', scansWords(scans), '.'), capitalised(inWords(more))),
  'message-posted': ({ what, channel, ts, to, head }) =>
    sentences(
      `${capitalised(words(inWords(what)))}.`,
      around('In the channel ', inWords(channel), '.'),
      around('To ', inWords(to), '.'),
      around('Head: ', inWords(head), '.'),
      around('Slack’s id of the message: ', inWords(ts), '.'),
    ),
  'ended-by-hand': ({ step, by, why }) =>
    sentences(`${endedByHand[inWords(step)] ?? 'Ended'} by hand.`, `Who: ${inWords(by)}.`, `Why: ${inWords(why)}.`),
  filed: ({ about }) => filedWords(about),
}

/** `revenueDetailCsv same`; of a measured one, its rows and hash. */
function reportWords(report: unknown): string {
  const measured = around('SHA-256 ', at(report, 'sha256'))
  return sentences(at(report, 'report'), measured === '' ? words(at(report, 'kind')) : measured)
}

function periodWords(period: unknown): string {
  const dates = [at(period, 'startDate'), at(period, 'endDate')].filter((date) => date !== '').join(' to ')
  return sentences(at(period, 'name'), around('(', dates, ')'))
}

function changesWords(changes: unknown, before: string): string {
  const lines = membersOf(changes).map((one) => `${at(one, 'what')}: ${at(one, 'was')} → ${at(one, 'is')}`)
  return around(before, lines.join('; '), '.')
}

/** What the person wrote, such as the reason of a rejection. */
export function reasonGiven({ details }: LogEntry): string {
  return sentences(inWords(details.reason), inWords(details.note), at(details.outcome, 'reason'))
}

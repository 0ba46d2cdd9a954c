import { memberOf } from '../../../domain/evidence/export/evidence-export.ts'
import type { LogEntry } from '../../../domain/evidence/log.ts'
import { cut, escaped } from '../text/mrkdwn.ts'
import { whyNotStampedText } from '../text/notes-stamped-text.ts'
import { askWordOf } from '../text/words.ts'

/** What was asked of Zuora and what Zuora said or showed; its times are its own text. */
export function zuoraEntryText({ kind, details }: LogEntry): string {
  switch (kind) {
    case 'zuora-asked':
      return `asked Zuora to ${whatAsked(details)}.`
    case 'zuora-answered':
      return `heard Zuora’s answer to “${whatWord(details.what)}”: ${answerText(details)}.`
    case 'notes-stamped':
      return notesText(details.stamped)
    case 'followed-up':
      return followedText(details.followUp)
    default:
      return `${kind === 'trial-balance-kept' ? 'kept the approvals: a newer trial balance has the same reports' : 'saw the trial balance end'}${runText(details)}.`
  }
}

function whatWord(what: unknown): string {
  return typeof what === 'string' ? (askWordOf(what) ?? escaped(what)) : 'do something'
}

/** Of a close, notes are all that is ever changed. */
function whatAsked({ what, fields }: LogEntry['details']): string {
  return what === 'update' && typeof memberOf(fields, 'notes') === 'string' ? 'change its notes' : whatWord(what)
}

function answerText({ kind, message, code, because, zuoraRequestId, zuoraDate }: LogEntry['details']): string {
  const id = typeof zuoraRequestId === 'string' ? `, its request id ${escaped(zuoraRequestId)}` : ''
  const date = typeof zuoraDate === 'string' ? `, its clock ${escaped(zuoraDate)}` : ''
  const why = [message, because].find((it) => typeof it === 'string')
  const said = typeof why === 'string' ? ` “${escaped(cut(why, 240))}”` : ''
  const numbered = typeof code === 'string' && code !== '' ? ` (code ${escaped(code)})` : ''
  return `${typeof kind === 'string' ? escaped(kind) : 'not known'}${said}${numbered}${id}${date}`
}

function followedText(followUp: unknown): string {
  const kind = memberOf(followUp, 'kind')
  if (kind === 'not-seen') return 'did not see the final trial balance end.'
  return `saw the final trial balance end${runText({ trialBalance: memberOf(followUp, 'trialBalance') })}.`
}

function notesText(stamped: unknown): string {
  if (memberOf(stamped, 'kind') === 'stamped') return 'saw the head in the period’s notes in Zuora.'
  return `did not put the head into the period’s notes in Zuora: ${whyNotStampedText(memberOf(stamped, 'because'))}.`
}

function runText({ trialBalance, snapshot, start, status }: LogEntry['details']): string {
  const run = trialBalance ?? memberOf(snapshot, 'trialBalance')
  const [began, how] = [
    memberOf(run, 'start') ?? start,
    memberOf(run, 'statusText') ?? memberOf(run, 'status') ?? status,
  ]
  const state = typeof how === 'string' ? `: ${escaped(how)}` : ''
  return typeof began === 'string' ? `${state}, started ${escaped(began)} (Zuora’s time)` : state
}

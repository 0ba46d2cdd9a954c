import type { DelegationFiled, Filed, RestoreFiled } from '../../../domain/evidence/filed.ts'
import type { LogEntry } from '../../../domain/evidence/log.ts'
import { cut, escaped, mention, moment } from '../text/mrkdwn.ts'
import { statusWord } from '../text/words.ts'

/** What stands in the register beside requests, in words. */
export function filedText({ about }: Filed, { kind, details }: LogEntry): string {
  switch (kind) {
    case 'filed':
      return filedWords(about)
    case 'delegation-ended':
      return 'ended the delegation.'
    case 'explained':
      return `explained the exception: ${explanationText(details, about)}`
    case 'acknowledged':
      return 'acknowledged the exception.'
    case 'announced':
      return about.kind === 'delegation' ? toldText(about, details) : 'told it in the channel.'
    default:
      return `${kind.replaceAll('-', ' ')}.`
  }
}

function toldText({ delegate, delegator }: DelegationFiled, { to, requests }: LogEntry['details']): string {
  const about = escaped(String(requests))
  return to === delegate.id
    ? `told ${mention(delegate.id)} of the cards that wait: ${about}.`
    : `told ${mention(delegator.id)} that it was decided for them: ${about}.`
}

function filedWords(about: Filed['about']): string {
  switch (about.kind) {
    case 'delegation':
      return `handed the part of ${mention(about.delegator.id)} to ${mention(about.delegate.id)}, ${about.from} to ${about.until}.`
    case 'exception':
      return `opened an exception: ${escaped(about.periodName)} was ${seenText(about.was)} and is ${seenText(about.is)}, and no request explains it.`
    case 'policy':
      return `noted another policy (${about.hash.slice(0, 12)}).`
    case 'restore':
      return restoreText(about)
    case 'baseline':
      return 'noted the periods as they were when the record began.'
  }
}

function restoreText({ isLost, copy, by }: RestoreFiled): string {
  const said = `the register was restored from a backup of ${moment(copy.madeAt)}, as ${escaped(cut(by, 80))} says`
  return isLost ? `filed a number whose record is lost: ${said}.` : `noted that ${said}.`
}

type Seen = Extract<Filed['about'], { kind: 'exception' }>['was']

function seenText(seen: Seen): string {
  return seen === null ? 'not there' : `${statusWord(seen.status)} (${seen.startDate} to ${seen.endDate ?? 'open'})`
}

function explanationText({ who, why, ticket }: LogEntry['details'], about: Filed['about']): string {
  const kept = about.kind === 'exception' ? about.explanation : null
  const words = [who ?? kept?.who, why ?? kept?.why, ticket ?? kept?.ticket]
  const said = words.filter((word) => typeof word === 'string' && word !== '')
  return `${said.map((word) => `“${escaped(cut(String(word), 240))}”`).join(', ')}.`
}

import { approvalsOf } from '../../../domain/approvals/approval.ts'
import { currentPlace } from '../../../domain/approvals/stages.ts'
import { secondsBetween } from '../../../domain/calendar/calendar-date.ts'
import type { Request } from '../../../domain/request.ts'
import { escaped, listed, mention, moment } from './mrkdwn.ts'
import { asksText, byWhom } from './who-text.ts'
import { statusWord } from './words.ts'

/** Who may decide and has not; null where that is not known. `reader`: who reads it, where it is one person. */
export type StillAsked = { undecided: readonly string[] | null; reader: string | null }

const mostNamed = 5

/** `@Bob approved today at 18:31; one more is needed: you, @Dan or @Eve.` */
export function neededText(request: Request, asked: StillAsked = { undecided: null, reader: null }): string {
  const { stage, upTo } = currentPlace(request)
  const left = Math.max(0, upTo - request.approvals)
  const inStage = (request.stages?.length ?? 0) > 1 ? ` in stage ${stage}` : ''
  const what = request.approvals === 0 ? `approval${left === 1 ? '' : 's'}` : 'more'
  const needed = `${numberWord(left)} ${what} ${left === 1 ? 'is' : 'are'} needed${inStage}${fromWhom(left, asked)}.`
  const approved = approvedText(request)
  if (approved !== '') return `${approved}; ${needed}`
  return request.formerRequesters.length === 0
    ? `${asksText(request)}; ${needed}`
    : `${asksText(request)}. ${needed.charAt(0).toUpperCase()}${needed.slice(1)}`
}

function approvedText(request: Request): string {
  const each = approvalsOf(request).map((one) => `${byWhom(one)} approved ${moment(one.at)}`)
  const hidden = each.length - mostNamed
  return listed(hidden > 0 ? [...each.slice(0, mostNamed), `${hidden} others`] : each)
}

function fromWhom(left: number, { undecided, reader }: StillAsked): string {
  if (undecided === null) return ''
  const others = undecided.filter((id) => id !== reader).map(mention)
  const names = [...(reader === null ? [] : ['you']), ...others]
  if (names.length === 0) return ''
  if (others.length === 0 && reader !== null) return left === 1 ? ': yours' : ''
  const hidden = names.length - mostNamed
  const shown = hidden > 1 ? [...names.slice(0, mostNamed), `${hidden} others`] : names
  return left === 1 ? `: ${listed(shown, 'or')}` : `, of ${listed(shown)}`
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

function numberWord(count: number): string {
  return numbers[count] ?? String(count)
}

/** `It expires in 6 h (today at 18:00); then Oct 2026 stays in Pending Close and is not closed.` `at`: when it is read (ISO). */
export function expiryText(request: Request, at: string | null = null): string {
  const { expiresAt } = request
  if (expiresAt === null) return ''
  const isAhead = at !== null && secondsBetween(at, expiresAt) > 0
  const when = isAhead ? `in ${timeLeft(at, expiresAt)} (${moment(expiresAt)})` : moment(expiresAt)
  return `It expires ${when}; then ${thenText(request)}.`
}

/** `6 h`, `40 min`, `3 days`: what is left when it is read is a little less anyway. */
export function timeLeft(at: string, until: string): string {
  const seconds = secondsBetween(at, until)
  const [minutes, hours] = [Math.max(1, Math.round(seconds / 60)), Math.round(seconds / 3600)]
  if (hours >= 48) return `${Math.round(seconds / 86_400)} days`
  return minutes < 90 ? `${minutes} min` : `${hours} h`
}

function thenText({ action, period, snapshot }: Request): string {
  const name = escaped(period.name)
  const status = snapshot === null ? 'as it is' : inStatus(snapshot.status)
  switch (action) {
    case 'close':
    case 'close-range':
      return `${name} stays ${status} and is not closed`
    case 'pending-close':
      return `${name} stays ${status} and is not set to pending close`
    case 'set-back-to-open':
    case 'reopen':
      return `${name} stays ${status} and is not reopened`
    case 'delete':
      return `${name} stays ${status} and is not deleted`
    case 'create':
      return `${name} is not created`
    case 'trial-balance':
      return `no trial balance of ${name} is run`
    case 'update':
    case 'update-dates':
    case 'control-test':
      return `${name} stays as it is`
  }
}

/** As it stands behind `is` and `stays`: `Open`, `in Pending Close`. */
export function inStatus(status: string): string {
  return status === 'PendingClose' ? `in ${statusWord(status)}` : statusWord(status)
}

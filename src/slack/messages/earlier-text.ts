import type { Request } from '../../domain/request.ts'
import { escaped, mention, moment } from './text/mrkdwn.ts'

/** `2nd close; reopened 14 Nov by @Bob because “late invoice”.` Empty for a first close. */
export function earlierText({ action, earlier }: Pick<Request, 'action' | 'earlier'>): string {
  if (action !== 'close' || earlier === null || (earlier.closes === 0 && earlier.reopened === null)) return ''
  const { closes, reopened } = earlier
  const which = closes === 0 ? '' : `${ordinal(closes + 1)} close`
  const why =
    reopened === null
      ? ''
      : `reopened ${moment(reopened.at)} by ${mention(reopened.by)} because “${escaped(reopened.reason)}”`
  const text = [which, why].filter((part) => part !== '').join('; ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function ordinal(count: number): string {
  const rest = new Intl.PluralRules('en', { type: 'ordinal' }).select(count)
  return `${count}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', many: 'th', zero: 'th' }[rest]}`
}

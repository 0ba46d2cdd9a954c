import { type Earlier, type Request, referenceOf } from '../../domain/request.ts'
import { cut, escaped, mention, moment } from './text/mrkdwn.ts'

type About = Pick<Request, 'entity' | 'action' | 'earlier'>

/** `2nd close; reopened 14 Nov by @Bob because “late invoice”.` Empty for a first close. */
export function earlierText({ entity, action, earlier }: About): string {
  if (action !== 'close' || earlier === null) return ''
  const { closes, reopened, reopenedOutside } = earlier
  const parts = [
    ...(closes === 0 ? [] : [`${ordinal(closes + 1)} close`]),
    ...(reopened
      ? [`reopened ${moment(reopened.at)} by ${mention(reopened.by)} because “${escaped(reopened.reason)}”`]
      : []),
    ...(reopenedOutside ? [outsideText(entity, reopenedOutside)] : []),
  ]
  const text = parts.join('; ')
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** As it was when the request was made: a card that is shown again must not say of later what was so then. */
function outsideText(entity: string, { exception, acknowledgedBy }: NonNullable<Earlier['reopenedOutside']>): string {
  const accepted =
    acknowledgedBy === null ? 'not acknowledged when this was asked for' : `acknowledged by ${mention(acknowledgedBy)}`
  return `reopened in Zuora outside this bot (${referenceOf({ entity, number: exception })}, ${accepted})`
}

/** In full it stands with the request that was rejected. */
const mostOfReason = 240

/** `Asked again after US-0008, rejected by @Dan: “Too early”.` Empty where the last one did what it was for, or there is none. */
export function askedAgainText({ entity, earlier }: Pick<Request, 'entity' | 'earlier'>): string {
  const last = earlier?.last
  if (!last) return ''
  const by = last.by === null ? '' : ` by ${mention(last.by)}`
  const reason = last.reason === null ? '' : `: “${escaped(cut(last.reason, mostOfReason))}”`
  return `Asked again after ${referenceOf({ entity, number: last.number })}, ${endedWords[last.ended]}${by}${reason}.`
}

const endedWords = {
  rejected: 'rejected',
  cancelled: 'cancelled',
  expired: 'which expired',
  failed: 'which failed',
} as const satisfies Record<NonNullable<Earlier['last']>['ended'], string>

function ordinal(count: number): string {
  const rest = new Intl.PluralRules('en', { type: 'ordinal' }).select(count)
  return `${count}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', many: 'th', zero: 'th' }[rest]}`
}

import type { Trouble } from '../control/shown-tenant.ts'
import type { NextTrialBalance } from '../records/plans.ts'

export const inWords = (name: string): string => name.replaceAll('-', ' ')

/** `20 s`, `2 min`, `1 h 30 min`. */
export const lastsFor = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`
}

/** How a planned trial balance will go; `speed` divides how long it takes. */
export const planInWords = (plan: NextTrialBalance, speed: number): string => {
  if (plan.neverStarts) return 'never starts'
  if (plan.neverEnds) return 'never ends'
  if (plan.outcome === 'Error') return plan.message === null ? 'fails without a word' : 'fails'
  return `takes ${lastsFor((plan.seconds * 1000) / speed)}`
}

/** How long trouble still lasts. */
export const troubleInWords = ({ on, until }: Trouble, now: string): string => {
  if (!on) return ''
  return until === null ? 'until it is ended' : `for ${lastsFor(Date.parse(until) - Date.parse(now))} more`
}

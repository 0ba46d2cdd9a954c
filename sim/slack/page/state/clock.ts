import { formatSlackDate } from '../text/slack-date.ts'

/** Times of messages, in the zone of the person who reads them. */
export const timeOf = (ts: string, timeZone: string): string => say(ts, '{time}', timeZone)

export const dayOf = (ts: string, timeZone: string): string => capitalised(say(ts, '{date_long_pretty}', timeZone))

export const momentOf = (ts: string, timeZone: string): string => say(ts, '{date_short_pretty} at {time}', timeZone)

const say = (ts: string, format: string, timeZone: string): string =>
  formatSlackDate(Math.floor(Number(ts)), format, { timeZone, now: new Date() })

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

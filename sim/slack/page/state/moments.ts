import { formatSlackDate } from '../text/slack-date.ts'

/** Where a reader is, and when they read. */
export type Reader = { timeZone: string; now: Date }

/** Times of messages, in the zone of the person who reads them. */
export const timeOf = (ts: string, reader: Reader): string => say(ts, '{time}', reader)

export const dayOf = (ts: string, reader: Reader): string => capitalised(say(ts, '{date_long_pretty}', reader))

export const momentOf = (ts: string, reader: Reader): string => say(ts, '{date_short_pretty} at {time}', reader)

const say = (ts: string, format: string, reader: Reader): string =>
  formatSlackDate(Math.floor(Number(ts)), format, reader)

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

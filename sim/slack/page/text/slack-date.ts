/** The tokens of `<!date^…>` as Slack documents them, in the reader's own zone. */
export const formatSlackDate = (
  timestamp: number,
  format: string,
  { timeZone, now }: { timeZone: string; now: Date },
): string => {
  const at = new Date(timestamp * 1000)
  const say = (options: Intl.DateTimeFormatOptions) => formatter('en-US', { timeZone, ...options }).format(at)
  const relative = relativeDay(at, { timeZone, now })
  const long = () => withOrdinal(say({ month: 'long', day: 'numeric', year: 'numeric' }))
  const longest = () => withOrdinal(say({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }))
  const short = () => say({ month: 'short', day: 'numeric', year: 'numeric' })
  const tokens: Record<string, () => string> = {
    date_num: () => formatter('en-CA', { timeZone }).format(at),
    date: long,
    date_pretty: () => relative ?? long(),
    date_long: longest,
    date_long_pretty: () => relative ?? longest(),
    date_short: short,
    date_short_pretty: () => relative ?? short(),
    time: () => say({ hour: 'numeric', minute: '2-digit' }),
    time_secs: () => say({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  }
  return format.replace(/\{(\w+)\}/g, (asGiven, token: string) => tokens[token]?.() ?? asGiven)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Kept: to make one takes far longer than to use it, and every message needs several. */
const formatter = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale} ${JSON.stringify(options)}`
  const kept = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formatters.set(key, kept)
  return kept
}

const dayNumber = (at: Date, timeZone: string): number =>
  Date.parse(`${formatter('en-CA', { timeZone }).format(at)}T00:00:00Z`) / 86_400_000

const relativeDay = (at: Date, { timeZone, now }: { timeZone: string; now: Date }): string | undefined => {
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone)
  return new Map([
    [-1, 'yesterday'],
    [0, 'today'],
    [1, 'tomorrow'],
  ]).get(days)
}

const withOrdinal = (date: string): string =>
  date.replace(/(\d{1,2}),/, (_, day: string) => `${day}${ordinal(Number(day))},`)

const ordinal = (day: number): string => {
  if (day > 10 && day < 14) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}

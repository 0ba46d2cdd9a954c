import type { LogEvents } from './log-events/catalogue.ts'

/** What may stand in the log: ids, names and numbers; never secrets, tokens, amounts or addresses to answer to. */
type Detail = string | number | boolean | null | undefined | readonly string[]

export type LogEventName = keyof LogEvents

export type LogDetails<Name extends LogEventName> = Readonly<
  Partial<Record<LogEvents[Name]['details'][number], Detail>>
>

/** One line for an engineer: an event of the catalogue, and of its details those that are known. */
export type Log = <Name extends LogEventName>(event: Name, details: LogDetails<Name>) => void

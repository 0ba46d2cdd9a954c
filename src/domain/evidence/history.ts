import type { LogEntry } from './log.ts'
import { entriesOf, type Registered } from './registered.ts'

/** An entry and where it stands: its place in the log of what it belongs to, from 1, what came after the outcome included. */
export type Recorded = { of: Registered; entry: LogEntry; place: number }

/**
 * Every entry, newest first. Within one log the order of the log counts, whatever clocks said: two machines that wrote one
 * after the other may disagree by a second.
 */
export function historyOf(registered: readonly Registered[]): Recorded[] {
  return registered
    .flatMap(withOrder)
    .sort((a, b) => b.at.localeCompare(a.at) || b.of.number - a.of.number || b.place - a.place)
    .map(({ at: _at, ...recorded }) => recorded)
}

function withOrder(of: Registered): (Recorded & { at: string })[] {
  let latest = ''
  return entriesOf(of).map((entry, index) => {
    latest = entry.at > latest ? entry.at : latest
    return { of, entry, place: index + 1, at: latest }
  })
}

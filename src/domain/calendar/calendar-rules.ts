import type { AccountingPeriod } from '../accounting-period.ts'

/** What the configuration says of an entity's calendar, because Zuora's API does not. */
export type CalendarRules = {
  /** `2026-10`: periods that ended before this month and are not closed are not this bot's. Null: all are. */
  manageFrom: string | null
  /** Under Multi-Org, the organisations right below each, by name. */
  childrenOf: Readonly<Record<string, readonly string[]>>
}

/** Whether the bot leaves a period alone: it ended before the month from which on periods are managed here. */
export function isBeforeManaged(
  { endDate }: Pick<AccountingPeriod, 'endDate'>,
  { manageFrom }: Pick<CalendarRules, 'manageFrom'>,
): boolean {
  return manageFrom !== null && endDate !== null && endDate.slice(0, 7) < manageFrom
}

/** The organisations below these, children's children included; never one of these. */
export function organizationsBelow(organizations: readonly string[], { childrenOf }: CalendarRules): Set<string> {
  const below = new Set<string>()
  const waiting = [...organizations]
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    const found = (childrenOf[parent] ?? []).filter((child) => !below.has(child) && !organizations.includes(child))
    for (const child of found) below.add(child)
    waiting.push(...found)
  }
  return below
}

import type { DatedPeriod } from '../../../domain/period-reference.ts'
import type { Audience, Reminder } from '../../../domain/reminders/reminder.ts'
import { escaped } from '../text/mrkdwn.ts'
import type { EntityLabel } from '../text/words.ts'

/** Who reads a reminder, and when: ISO, and the reader's own date. */
export type ReminderContext = { audience: Audience; at: string; today: string; label: EntityLabel }

/** A reminder with what Slack knows: of an approval who has not decided yet, and a link to the card; null where it does not say. */
export type ToSay = { reminder: Reminder; undecided: readonly string[] | null; link: string | null }

/** `Oct 2026 (Example US)`; under Multi-Org, where names repeat, `Oct 2026 (Europe, Example US)`. */
export function periodTitle(
  { name, organizationLabels }: Pick<DatedPeriod, 'name' | 'organizationLabels'>,
  entity: string,
): string {
  return `${escaped(name)} (${[...organizationLabels, entity].map(escaped).join(', ')})`
}

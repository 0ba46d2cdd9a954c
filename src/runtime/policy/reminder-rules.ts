import type { Config } from '../../config.ts'
import type { ReminderRules } from '../../domain/reminders/reminder-rules.ts'

/** Of what, and when, people of an entity are reminded; null where the configuration has no `reminders`. */
export function reminderRulesOf(config: Config, key: string): ReminderRules | null {
  const { reminders: given } = config
  if (!given) return null
  const entity = config.entities.find((one) => one.key === key)
  return {
    at: given.at,
    closeDueBusinessDay: entity?.closeDueBusinessDay ?? given.closeDueBusinessDay ?? null,
    quietOn: given.quietOn ?? entity?.weekend ?? config.weekend,
    quietHours: given.quietHours,
    periods: given.periods,
    trialBalances: given.trialBalances,
    slowTrialBalanceTimes: orNone(given.slowTrialBalanceTimes),
    approvals: { halfWay: given.approvalHalfWay, beforeExpirySeconds: orNone(given.approvalBeforeExpiry) },
    pendingCloseDays: orNone(given.pendingCloseDays),
    exceptions: given.exceptions,
    futurePeriods: orNone(given.futurePeriods),
    nobodyToSpare: given.nobodyToSpare,
  }
}

/** In the configuration, 0 is none. */
function orNone(count: number): number | null {
  return count === 0 ? null : count
}

import type { Weekday } from '../calendar/days-off.ts'

/** `reminders` of the configuration, as it holds for one entity. What is null is not reminded of. */
export type ReminderRules = {
  /** `09:00`, by the clock of the entity for its channel, of the person for direct messages. */
  at: string
  /** On which business day after its end a period is due to be closed. */
  closeDueBusinessDay: number | null
  /** Weekdays on which nothing is sent but what is urgent. Days off of the entity are quiet, too. */
  quietOn: readonly Weekday[]
  /** By the clock of the person, for direct messages: `{ from: '20:00', to: '08:00' }`. */
  quietHours: { from: string; to: string }
  periods: boolean
  trialBalances: boolean
  /** Of the tenant's usual time; a trial balance that runs for longer is reminded of. */
  slowTrialBalanceTimes: number | null
  approvals: { halfWay: boolean; beforeExpirySeconds: number | null }
  pendingCloseDays: number | null
  exceptions: boolean
  futurePeriods: number | null
  nobodyToSpare: boolean
}

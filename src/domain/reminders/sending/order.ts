import type { Reminder } from '../reminder.ts'

/** Periods first, the oldest on top, each in one line; what waits for a person by when it expires; then the rest. */
export function inOrder(reminders: readonly Reminder[]): Reminder[] {
  const periods = new Set(reminders.filter(({ about }) => about.kind === 'period').map(({ subject }) => subject))
  return reminders
    .filter(({ about, subject }) => about.kind !== 'pending-close' || !periods.has(subject))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || whenOf(a).localeCompare(whenOf(b)) || a.entity.localeCompare(b.entity))
}

function rankOf({ about: { kind } }: Reminder): number {
  switch (kind) {
    case 'period':
    case 'pending-close':
      return 0
    case 'trial-balance-failed':
    case 'trial-balance-slow':
      return 1
    case 'approval':
      return 2
    case 'exception':
      return 3
    case 'calendar-ends':
      return 4
    case 'nobody-to-spare':
      return 5
  }
}

function whenOf({ about }: Reminder): string {
  switch (about.kind) {
    case 'approval':
      return about.request.expiresAt ?? ''
    case 'exception':
      return String(about.filed.number).padStart(9, '0')
    case 'calendar-ends':
    case 'nobody-to-spare':
      return ''
    default:
      return about.period.startDate
  }
}

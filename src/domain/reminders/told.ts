import type { MessageRef } from '../request.ts'

/** One message to an audience, noted before it is posted. */
export type Told = {
  /** `2026-11-09` for the day's message; an urgent one has its subject and occasion. */
  key: string
  /** ISO */
  at: string
  /** Subject and occasion of each reminder in it. */
  reminders: readonly { subject: string; occasion: string }[]
  /** Null until it is known to be posted, and where Slack refused it. */
  message: MessageRef | null
}

/** Nothing of the subject is said to the audience before that moment (ISO). */
export type Snooze = { subject: string; until: string; by: string; at: string }

import type { Snooze, Told } from '../../../domain/reminders/told.ts'
import type { MessageRef } from '../../../domain/request.ts'

/** What each channel and person was reminded of, by their Slack id, and what is snoozed for them. Reads are consistent. */
export type Reminded = {
  /** What was claimed since a moment (ISO), oldest first, and every snooze. */
  of(audience: string, since: string): Promise<{ told: Told[]; snoozes: Snooze[] }>
  /** False where the key was claimed before: then nothing is to be sent. */
  claim(audience: string, told: Omit<Told, 'message'>): Promise<boolean>
  notePosted(audience: string, key: string, message: MessageRef): Promise<void>
  /** In the place of an earlier one for the same subject. */
  snooze(audience: string, snooze: Snooze): Promise<void>
  endSnooze(audience: string, subject: string): Promise<void>
}

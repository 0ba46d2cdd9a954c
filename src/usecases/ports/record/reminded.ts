import type { Snooze, Told } from '../../../domain/reminders/told.ts'
import type { MessageRef } from '../../../domain/request.ts'

/** What each channel and person was reminded of, by their Slack id, and what is snoozed for them. Reads are consistent. */
export type Reminded = {
  /**
   * What was claimed since a moment (ISO), oldest first, and every snooze, those that have ended lately too. A key that begins with a date
   * is claimed within a day of it.
   */
  of(audience: string, since: string): Promise<{ told: Told[]; snoozes: Snooze[] }>
  /** False where the key was claimed before: then nothing is to be sent. */
  claim(audience: string, told: Omit<Told, 'message'>): Promise<boolean>
  /** Gives one's own claim back, where Slack is sure not to have taken the message; nothing where it is noted as posted. */
  release(audience: string, told: Pick<Told, 'key' | 'at'>): Promise<void>
  notePosted(audience: string, key: string, message: MessageRef): Promise<void>
  /** In the place of an earlier one for the same subject. */
  snooze(audience: string, snooze: Snooze): Promise<void>
}

import type { NotesStamped, WhyNotStamped } from '../../../domain/evidence/notes-stamp.ts'
import { escaped } from './mrkdwn.ts'

/** What became of the head in the period's notes. */
export function notesStampedText(stamped: NotesStamped, periodName: string): string {
  const name = escaped(periodName)
  if (stamped.kind === 'stamped') return `the head of this record stands in the notes of ${name} in Zuora.`
  const said = stamped.said === null ? '' : `: “${escaped(stamped.said)}”`
  return `the head of this record is not in the notes of ${name} in Zuora: ${reasons[stamped.because]}${said}. It stands with the outcome, and in the direct messages.`
}

const reasons = {
  'no-room': 'Zuora takes 255 characters, and with the notes that are there it would be more',
  'period-gone': 'Zuora no longer has the period',
  'not-closed': 'the period is no longer Closed',
  'in-use': 'another request has the period now',
  refused: 'Zuora refused',
  'no-effect': 'Zuora accepted it and does not show it',
  'no-answer': 'Zuora gave no answer',
  broke: 'something broke here',
} as const satisfies Record<WhyNotStamped, string>

/** The same as the record has it: of older entries a word may not be known. */
export function whyNotStampedText(because: unknown): string {
  const known = Object.entries(reasons).find(([reason]) => reason === because)
  return known?.[1] ?? 'not known why'
}

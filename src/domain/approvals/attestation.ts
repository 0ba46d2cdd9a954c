import { dayAndMonthText } from '../calendar/date-text.ts'
import type { Request } from '../request.ts'

/**
 * The words that an approver confirms, and that the record keeps. Plain text of at most 300 characters, as Slack's dialog
 * takes it; `entity` as it stands on every card.
 */
export function attestationOf({ action, period }: Pick<Request, 'action' | 'period'>, entity: string): string {
  const text = `You agree to ${deeds[action]} ${period.name}, ${dayAndMonthText(period.startDate)} to ${dayAndMonthText(period.endDate)}, ${entity}, as this card shows it. Your approval is recorded under your name.`
  return text.length <= 300 ? text : `${text.slice(0, 299)}…`
}

const deeds = {
  close: 'the close of',
  'pending-close': 'the pending close of',
  'trial-balance': 'the trial balance of',
  'close-range': 'the close of',
  reopen: 'the reopening of',
  create: 'the creation of',
  update: 'the change of',
  'update-dates': 'the change of the dates of',
  delete: 'the deletion of',
  'set-back-to-open': 'setting back to Open',
  'control-test': 'the control test of',
} as const satisfies Record<Request['action'], string>

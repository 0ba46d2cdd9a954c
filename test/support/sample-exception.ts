import { type ExceptionFiled, periodSeen } from '../../src/domain/evidence/filed.ts'
import type { FiledException } from '../../src/domain/reconcile/exceptions.ts'
import { samplePeriod } from './sample-request.ts'

const was = periodSeen(samplePeriod({ status: 'Open', statusText: 'Open' }))

/** A close outside the bot, as it was found. */
export function sampleException(about: Partial<ExceptionFiled> = {}): FiledException {
  const none = { explanation: null, acknowledged: null, message: null }
  return {
    entity: 'us',
    number: 12,
    messageId: 'exception-1',
    periodId: was.id,
    status: 'open',
    revision: 0,
    chain: [],
    log: [{ at: '2026-11-04T14:00:00.000Z', kind: 'filed', by: null, details: {} }],
    about: { kind: 'exception', periodName: 'Oct 2026', was, is: { ...was, status: 'Closed' }, ...none, ...about },
  }
}

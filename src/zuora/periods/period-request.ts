import type { PeriodFields } from '../../domain/calendar/period-fields.ts'
import type { ZuoraAsk } from '../../domain/zuora-ask.ts'
import type { AskTarget } from '../../usecases/ports/zuora/accounting-periods.ts'
import type { ZuoraRequest } from '../client.ts'
import { ZuoraUnexpected } from '../errors.ts'

export const periodsPath = '/v1/accounting-periods'

export function pathOfPeriod(periodId: string): string {
  return `${periodsPath}/${encodeURIComponent(periodId)}`
}

/** How Zuora documents each ask: https://developer.zuora.com/v1-api-reference/api/accounting-periods */
export function requestOf(what: ZuoraAsk, { periodId, fields, idempotencyKey }: AskTarget): ZuoraRequest {
  if (what === 'create') {
    // "If no response is returned, you can retry the request using the same idempotency key": for POST and PATCH only.
    return { method: 'POST', path: periodsPath, content: contentOf(needed(fields, what)), idempotencyKey }
  }
  const path = pathOfPeriod(needed(periodId, what))
  switch (what) {
    case 'update':
      return { method: 'PUT', path, content: needed(fields, what) }
    case 'delete':
      return { method: 'DELETE', path, content: {} }
    default:
      return { method: 'PUT', path: `${path}/${what}`, content: {} }
  }
}

function contentOf({ organizationLabels, ...fields }: PeriodFields) {
  const labels = organizationLabels?.map((organizationName) => ({ organizationName }))
  return { ...fields, ...(labels && { organizationLabels: labels }) }
}

function needed<T>(given: T | null, what: ZuoraAsk): T {
  if (given === null)
    throw new ZuoraUnexpected(`Zuora cannot be asked to ${what} without a period and what to send`, {})
  return given
}

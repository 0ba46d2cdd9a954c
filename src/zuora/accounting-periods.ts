import type { AccountingPeriod } from '../domain/accounting-period.ts'
import type { AccountingPeriods } from '../usecases/ports/zuora/accounting-periods.ts'
import { validated } from './answers/validated.ts'
import type { ZuoraClient } from './client.ts'
import { ZuoraRefused, ZuoraUnexpected } from './errors.ts'
import { pathOfPeriod, periodsPath, requestOf } from './periods/period-request.ts'
import { periodListSchema, periodSchema } from './periods/period-schema.ts'

/** Far more than any tenant has: 100 pages of 300 months. */
const mostPages = 100

export function createAccountingPeriods(client: ZuoraClient): AccountingPeriods {
  return {
    async list() {
      const byId = new Map<string, AccountingPeriod>()
      let query: Record<string, string> | null = { page: '1', pageSize: '300' }
      for (let page = 1; query !== null; page++) {
        if (page > mostPages) throw new ZuoraUnexpected(`Zuora’s list of periods has more than ${mostPages} pages`, {})
        const body: unknown = await client.read(periodsPath, query)
        const answer = validated(periodListSchema, body, `GET ${periodsPath}`)
        for (const period of answer.accountingPeriods) byId.set(period.id, period)
        query = answer.nextPage === null ? null : queryOf(answer.nextPage)
      }
      return [...byId.values()].sort(inOrder)
    },
    async retrieve(periodId) {
      const ofPeriod = pathOfPeriod(periodId)
      try {
        return validated(periodSchema, await client.read(ofPeriod), `GET ${ofPeriod}`)
      } catch (error) {
        if (error instanceof ZuoraRefused && error.because === 'not-found') return undefined
        throw error
      }
    },
    ask: async (what, target, trackId) => client.ask(requestOf(what, target), trackId),
  }
}

/** Zuora documents `nextPage` as a whole URL. Only its query is followed: the token goes to no other host. */
function queryOf(nextPage: string): Record<string, string> {
  const url = URL.parse(nextPage, 'https://rest.zuora.com')
  if (url === null) throw new ZuoraUnexpected('Zuora’s list of periods names a next page that is not a URL', {})
  return Object.fromEntries(url.searchParams)
}

/** Zuora documents the list's order both ways. The open-ended period comes last. */
function inOrder(a: AccountingPeriod, b: AccountingPeriod): number {
  return compare(orderOf(a), orderOf(b)) || compare(a.id, b.id)
}

function orderOf({ startDate, endDate }: AccountingPeriod): string {
  return endDate === null ? `open-ended ${startDate}` : `${startDate} ${endDate}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

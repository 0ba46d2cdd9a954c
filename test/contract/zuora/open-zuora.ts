import { z } from 'zod'
import { createAccountingPeriods } from '../../../src/zuora/accounting-periods.ts'
import { createBlockers } from '../../../src/zuora/blockers.ts'
import { createZuoraClient } from '../../../src/zuora/client.ts'
import { createDocuments } from '../../../src/zuora/documents.ts'
import { createReports } from '../../../src/zuora/files.ts'
import type { ZuoraCall } from '../../../src/zuora/http/zuora-call.ts'
import { unchanging } from '../../support/unchanging.ts'
import { creating, target, type WritableZuora, type Zuora, type ZuoraOptions } from './fact.ts'

const token = z.object({ access_token: z.string() })

/** Everything of src/zuora on one Zuora, real or played. */
export function openZuora(options: ZuoraOptions): Zuora {
  const log: ZuoraCall[] = []
  const { clientId, clientSecret } = options
  const credentials = unchanging({ clientId, clientSecret })
  const client = createZuoraClient({ ...options, credentials, log: (call) => log.push(call) })

  async function signIn(): Promise<string> {
    const form = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' }
    const response = await fetch(`${options.baseUrl}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) })
    return token.parse(await response.json()).access_token
  }

  return {
    client,
    log,
    periods: createAccountingPeriods(client),
    blockers: createBlockers(client),
    documents: createDocuments(client),
    reports: createReports(client),
    async send(methodAndPath, init) {
      const [method = '', path = ''] = methodAndPath.split(' ')
      const headers = { authorization: `Bearer ${await signIn()}`, ...init.headers }
      const response = await fetch(options.baseUrl + path, { ...init, method, headers })
      const text = await response.text()
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
    },
  }
}

const addMonth = (date: string) => {
  const [year = 0, month = 0] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)

/** `finished`: how to have something done once the test has ended. Periods are removed the last first. */
export function writable(zuora: Zuora, finished: (work: () => Promise<void>) => void): WritableZuora {
  const own: string[] = []
  finished(async () => {
    for (const id of own.reverse()) {
      if ((await zuora.periods.retrieve(id)) === undefined) continue
      const answer = await zuora.periods.ask('delete', target(id), 'contract-cleanup')
      if (answer.kind !== 'accepted') throw new Error(`A period of the contract suite is left behind: ${id}`)
    }
  })
  const removeAfterwards = (periodId: string) => void own.push(periodId)
  return {
    ...zuora,
    removeAfterwards,
    async nextMonth() {
      const last = (await zuora.periods.list()).filter(({ endDate }) => endDate !== null).at(-1)
      if (last?.endDate == null) throw new Error('A tenant without periods: create the first one by hand')
      const startDate = dayAfter(last.endDate)
      const fiscalYear = last.fiscalYear ?? Number(startDate.slice(0, 4))
      return { name: `Contract ${startDate}`, startDate, endDate: addMonth(startDate), fiscalYear }
    },
    async created(fields) {
      const answer = await zuora.periods.ask('create', creating(fields), 'contract-create')
      if (answer.kind !== 'accepted' || answer.createdId === null) throw new Error(`Not created: ${answer.kind}`)
      removeAfterwards(answer.createdId)
      return answer.createdId
    },
  }
}

import { onTestFinished } from 'vitest'
import { createZuoraClient, type ZuoraClientOptions, type ZuoraRequest } from '../../../src/zuora/client.ts'
import type { ZuoraCall } from '../../../src/zuora/http/zuora-call.ts'
import { startScriptedZuora } from '../../support/scripted-zuora.ts'
import { unchanging } from '../../support/unchanging.ts'

export const clientSecret = 'kX7-the-client-secret-9Q'

/** A client on a scripted Zuora, with a clock that a test sets; both end with the test. */
export async function startScriptedClient(options: Partial<ZuoraClientOptions> = {}) {
  const zuora = await startScriptedZuora()
  const clock = { now: new Date('2026-11-03T14:00:00Z') }
  const log: ZuoraCall[] = []
  const waits: number[] = []
  const client = createZuoraClient({
    baseUrl: zuora.url,
    credentials: unchanging({ clientId: '3f8f5a1e-7a35-4c5c-9f3e-0c1e6d1d7b11', clientSecret }),
    now: () => clock.now,
    log: (event) => log.push(event),
    wait: async (ms) => waits.push(ms),
    random: () => 0.5,
    ...options,
  })
  onTestFinished(async () => {
    await zuora.close()
    await client.close()
  })
  return { zuora, clock, client, log, waits }
}

/** An ask as most are: a PUT of nothing. */
export function put(path: string): ZuoraRequest {
  return { method: 'PUT', path, content: {} }
}

export async function caught(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  return undefined
}

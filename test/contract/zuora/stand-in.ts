import { onTestFinished } from 'vitest'
import { startZuora } from '../../../sim/zuora/server.ts'
import type { PlayedZuora } from './fact.ts'
import { openZuora, writable } from './open-zuora.ts'

const credentials = { clientId: '3f8f5a1e-7a35-4c5c-9f3e-0c1e6d1d7b11', clientSecret: 'the-client-secret' }

/** The stand-in on 3 November 2026, with a clock that a fact sets. */
export async function startStandIn(): Promise<PlayedZuora> {
  const clock = { now: new Date('2026-11-03T15:00:00Z') }
  const now = () => clock.now
  const sim = await startZuora({ port: 0, file: ':memory:', ...credentials, now })
  const options = { baseUrl: sim.url, ...credentials, now, wait: async () => {} }
  const first = openZuora(options)
  const clients = [first.client]
  onTestFinished(async () => {
    await Promise.all(clients.map((client) => client.close()))
    await sim.close()
  })
  return {
    // The tenant ends with the test: nothing in it has to be removed.
    ...writable(first, () => {}),
    async named(name) {
      const period = (await first.periods.list()).find((one) => one.name === name)
      if (period === undefined) throw new Error(`no period ${name}`)
      return period
    },
    async control(methodAndPath, body) {
      const [method = '', path = ''] = methodAndPath.split(' ')
      const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) }
      const response = await fetch(`${sim.url}/sim/${path}`, init)
      if (!response.ok) throw new Error(`${methodAndPath}: ${await response.text()}`)
      return response.json()
    },
    wait(seconds) {
      clock.now = new Date(clock.now.getTime() + seconds * 1000)
    },
    another(changed) {
      const zuora = openZuora({ ...options, ...changed })
      clients.push(zuora.client)
      return zuora
    },
  }
}

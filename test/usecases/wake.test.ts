import { expect, test } from 'vitest'
import { wake } from '../../src/usecases/wake.ts'
import { createFakeRequests } from '../support/fake-requests.ts'

test('an open request that is not found, its entity’s key having been changed, is no silence but a failure', async () => {
  const requests = { ...createFakeRequests(), open: async () => [{ entity: 'us', number: 147 }] }
  const workflow = { start: async () => {}, resume: async () => {}, stateOf: async () => 'running' as const }
  const failure: unknown = await wake({ requests, workflow, log: () => {} }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ message: '1 requests could not be repaired.', errors: [{ name: 'RequestMissing' }] })
})

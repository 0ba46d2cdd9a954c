import { expect, test } from 'vitest'
import { ownSettingsMissing } from '../../scripts/build/own-settings-missing.ts'

const eu = { key: 'eu', name: 'Example EU', credentials: 'own' as const, orgIds: [] }
const config = { entities: [{ key: 'us', name: 'Example US', orgIds: [] }, eu] }

function deployed(name: string, environmentNames: readonly string[]) {
  const limits = { timeoutSeconds: 240, memoryMb: 512, maximumRetryAttempts: 2 }
  return { name, source: `src/handlers/${name}`, environmentNames, ...limits }
}

const shared = ['ZUORA_CLIENT_ID', 'ZUORA_CLIENT_SECRET']

test('what is packaged could not sign in for an entity whose own settings serverless.yml does not give', () => {
  const half = [...shared, 'ZUORA_EU_CLIENT_ID']
  expect(ownSettingsMissing(config, [deployed('slack', []), deployed('advance', half)])).toEqual([
    'serverless.yml gives no ZUORA_EU_CLIENT_SECRET, but entity eu has credentials of its own: add it beside ZUORA_CLIENT_SECRET.',
  ])
})

test('nothing is missing where it gives them', () => {
  const all = [...shared, 'ZUORA_EU_CLIENT_ID', 'ZUORA_EU_CLIENT_SECRET']
  expect(ownSettingsMissing(config, [deployed('slack', []), deployed('advance', all)])).toEqual([])
})

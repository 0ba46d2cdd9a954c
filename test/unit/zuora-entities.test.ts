import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createLiveSettings } from '../../src/runtime/live-settings.ts'
import { zuoraEntities } from '../../src/runtime/zuora-entities.ts'
import { startLocalHttp } from '../support/local-http.ts'

const policy = { requesters: ['U0ALICE'], approvers: ['U0BOB'], expireAfter: '48h', actions: {} }

/** Lists the periods of each entity of a configuration, and returns what Zuora was told each time. */
async function listPeriodsOf(entities: readonly object[], settings: Record<string, string>) {
  const zuora = await startLocalHttp(({ path, body }) =>
    path === '/oauth/token'
      ? { body: { access_token: `token of ${new URLSearchParams(body).get('client_id')}`, expires_in: 3599 } }
      : { body: { accountingPeriods: [], success: true } },
  )
  const raw = { slack: { team: 'T0LOCAL', channel: 'C0CLOSE' }, timezone: 'UTC', policy, entities }
  const read = readConfig(raw)
  if (!read.ok) throw new Error(read.mistakes.join('; '))
  const given = { ZUORA_BASE_URL: zuora.url, ...settings }
  const log = () => {}
  const live = createLiveSettings(given, { read: async () => given, now: () => new Date(), log })
  const found = zuoraEntities(given, { config: read.config, log, live })
  for (const { periods } of found) await periods.list()
  return zuora.seen
    .filter(({ method }) => method === 'GET')
    .map(({ headers }) => ({
      by: headers.authorization,
      entity: headers['zuora-entity-ids'],
      organizations: headers['zuora-org-ids'],
    }))
}

const shared = { ZUORA_CLIENT_ID: 'shared', ZUORA_CLIENT_SECRET: 'secret' }

test('two entities of one tenant are told apart by their ids, with the credentials that reach both', async () => {
  const us = { key: 'us', name: 'Example US', entityId: 'entity-us' }
  const eu = { key: 'eu', name: 'Example EU', entityId: 'entity-eu' }
  expect(await listPeriodsOf([us, eu], shared)).toEqual([
    { by: 'Bearer token of shared', entity: 'entity-us', organizations: undefined },
    { by: 'Bearer token of shared', entity: 'entity-eu', organizations: undefined },
  ])
})

test('two tenants are signed in to with their own credentials; without an id no header names an entity', async () => {
  const us = { key: 'us', name: 'Example US', entityId: null }
  const eu = { key: 'eu', name: 'Example EU', credentials: 'own' }
  const own = { ZUORA_EU_CLIENT_ID: 'eu', ZUORA_EU_CLIENT_SECRET: 'secret' }
  expect(await listPeriodsOf([us, eu], { ...shared, ...own })).toEqual([
    { by: 'Bearer token of shared', entity: undefined, organizations: undefined },
    { by: 'Bearer token of eu', entity: undefined, organizations: undefined },
  ])
})

test('organisations are named exactly where the configuration names them', async () => {
  const east = { key: 'east', name: 'East', orgIds: ['org-1', 'org-2'] }
  const west = { key: 'west', name: 'West', orgIds: ['org-3'] }
  const named = async (entities: Parameters<typeof listPeriodsOf>[0]) =>
    (await listPeriodsOf(entities, shared)).map(({ organizations }) => organizations)
  expect(await named([east, west])).toEqual(['org-1,org-2', 'org-3'])
  expect(await named([{ ...west, orgIds: [] }])).toEqual([undefined])
})

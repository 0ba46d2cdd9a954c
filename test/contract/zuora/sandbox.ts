import type { ZuoraOptions } from './fact.ts'

/** Zuora's sandboxes and test environments; production is none of them. */
const sandboxHosts = new Set([
  'rest.apisandbox.zuora.com',
  'rest.sandbox.na.zuora.com',
  'rest.test.zuora.com',
  'rest.sandbox.eu.zuora.com',
  'rest.test.eu.zuora.com',
  'rest.test.ap.zuora.com',
])

export type Sandbox = Pick<ZuoraOptions, 'baseUrl' | 'clientId' | 'clientSecret' | 'entityId'> & {
  mayWrite: boolean
}

/** Undefined when nothing is set. Throws for half of the settings, and for every host that is no known sandbox. */
export function readSandbox(environment: Readonly<Record<string, string | undefined>>): Sandbox | undefined {
  const {
    ZUORA_CONTRACT_BASE_URL: baseUrl,
    ZUORA_CONTRACT_CLIENT_ID: clientId,
    ZUORA_CONTRACT_CLIENT_SECRET: clientSecret,
    ZUORA_CONTRACT_ENTITY_ID: entityId = null,
    ZUORA_CONTRACT_WRITE: write,
  } = environment
  if (!baseUrl && !clientId && !clientSecret) return undefined
  if (!baseUrl || !clientId || !clientSecret) {
    throw new Error('ZUORA_CONTRACT_BASE_URL, _CLIENT_ID and _CLIENT_SECRET belong together.')
  }
  const { protocol, host } = new URL(baseUrl)
  if (protocol !== 'https:' || !sandboxHosts.has(host)) {
    throw new Error(
      `The contract suite runs against a sandbox only, and ${host} is none: ${[...sandboxHosts].join(', ')}.`,
    )
  }
  return { baseUrl: `https://${host}`, clientId, clientSecret, entityId, mayWrite: write === 'yes' }
}

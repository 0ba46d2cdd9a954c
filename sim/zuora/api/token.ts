import { randomBytes } from 'node:crypto'
import type { Answer } from '../http/answer.ts'
import { type Call, header } from '../http/call.ts'
import type { StoredClient } from '../records/settings.ts'
import { hashOf } from '../tenant/clients.ts'
import { readSettings, type Tenant } from '../tenant/tenant.ts'

const EXPIRES_SECONDS = 3599

/**
 * The body of a refused sign-in. Zuora documents none; this is the shape that its authentication service was seen with
 * (`{code, message}` and no `success`), so that a client cannot rely on the shape of the other errors.
 */
const refused = (status: number, message: string): Answer => ({ status, body: { code: '90000011', message } })

/** POST /oauth/token: form-encoded, no Authorization header. */
export function grantToken(tenant: Tenant, call: Call): Answer {
  if (header(call, 'authorization') !== undefined)
    return refused(400, 'Do not set any authentication headers when you create a token.')
  if (!header(call, 'content-type')?.startsWith('application/x-www-form-urlencoded'))
    return refused(415, 'The content type must be application/x-www-form-urlencoded.')
  const form = new URLSearchParams(call.body)
  if (form.get('grant_type') !== 'client_credentials') return refused(400, 'grant_type must be client_credentials.')
  const client = tenant.store.clients.get(form.get('client_id') ?? '')
  if (client === undefined || readSettings(tenant).signInRefused) return refused(401, 'Invalid client id')
  if (client.secretHash !== hashOf(form.get('client_secret') ?? '')) return refused(401, 'Invalid client secret')
  const token = randomBytes(16).toString('hex')
  const expiresAt = new Date(tenant.realNow().getTime() + EXPIRES_SECONDS * 1000).toISOString()
  // Only its hash is kept: a token is a secret.
  tenant.store.tokens.put(hashOf(token), { expiresAt, clientId: client.clientId })
  const entities = client.entityIds.map((id) => `entity.${id}`).join(' ')
  return {
    status: 200,
    body: {
      access_token: token,
      expires_in: EXPIRES_SECONDS,
      jti: randomBytes(16).toString('hex'),
      scope: `user.${client.userId} ${entities} service.echo.read tenant.19`,
      token_type: 'bearer',
    },
    headers: { 'Cache-Control': 'no-store' },
  }
}

/** The client whose token a call carries; undefined when it is not signed in. */
export function clientOfCall(tenant: Tenant, call: Call): StoredClient | undefined {
  const [, token] = /^Bearer (\S+)$/i.exec(header(call, 'authorization') ?? '') ?? []
  const known = token === undefined ? undefined : tenant.store.tokens.get(hashOf(token))
  if (known === undefined || tenant.realNow().toISOString() >= known.expiresAt) return undefined
  return readSettings(tenant).signInRefused ? undefined : tenant.store.clients.get(known.clientId)
}

/** Which client a call says it is of; for the record. */
export function clientIdOfCall(tenant: Tenant, call: Call): string | null {
  if (call.url.pathname === '/oauth/token') return new URLSearchParams(call.body).get('client_id')
  return clientOfCall(tenant, call)?.clientId ?? null
}

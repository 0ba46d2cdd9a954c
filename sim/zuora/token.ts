import { createHash, randomBytes } from 'node:crypto'
import type { Answer } from './answer.ts'
import { type Call, header } from './call.ts'
import { readSettings, readUsers, type Tenant } from './tenant.ts'

const EXPIRES_SECONDS = 3599

/** Only this hash is kept: a token is a secret. */
const keyOf = (token: string) => createHash('sha256').update(token).digest('hex')

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
  if (readSettings(tenant).signInRefused || form.get('client_id') !== tenant.clientId)
    return refused(401, 'Invalid client id')
  if (form.get('client_secret') !== tenant.clientSecret) return refused(401, 'Invalid client secret')
  const token = randomBytes(16).toString('hex')
  const expiresAt = new Date(tenant.now().getTime() + EXPIRES_SECONDS * 1000).toISOString()
  tenant.store.tokens.put(keyOf(token), { expiresAt })
  const { integration, entity } = readUsers(tenant)
  return {
    status: 200,
    body: {
      access_token: token,
      expires_in: EXPIRES_SECONDS,
      jti: randomBytes(16).toString('hex'),
      scope: `user.${integration} entity.${entity} service.echo.read tenant.19`,
      token_type: 'bearer',
    },
    headers: { 'Cache-Control': 'no-store' },
  }
}

export function isSignedIn(tenant: Tenant, call: Call): boolean {
  const [, token] = /^Bearer (\S+)$/i.exec(header(call, 'authorization') ?? '') ?? []
  const known = token === undefined ? undefined : tenant.store.tokens.get(keyOf(token))
  return known !== undefined && tenant.now().toISOString() < known.expiresAt && !readSettings(tenant).signInRefused
}

import * as z from 'zod/mini'
import type { HeldSecret } from '../../usecases/ports/held-secret.ts'
import { ZuoraBusy, ZuoraSignInRefused, ZuoraUnavailable, ZuoraUnexpected } from '../errors.ts'
import type { Outcome } from './call.ts'
import type { Connection } from './connection.ts'

export type ZuoraCredentials = { clientId: string; clientSecret: string }

/** `clientSecret`: the one that it was given for. */
export type Token = { text: string; clientSecret: string }

/** `instead`: a token other than the one Zuora just refused. Concurrent callers share one fetch. */
type TokenSource = { current(): Promise<Token>; instead(refused: Token): Promise<Token> }

type TokenOptions = {
  connection: Connection
  credentials: HeldSecret<ZuoraCredentials>
  timeoutMs: number
  now: () => Date
}

type KeptToken = Token & { renewAtMs: number }

const path = '/oauth/token'
const renewBeforeExpirySeconds = 60

/** Zuora documents `expires_in: 3599`. */
const tokenAnswer = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z.coerce.number().check(z.positive()),
})

/** Zuora allows 100 sign-ins a minute from one address, so a token is kept until shortly before it expires. */
export function createToken(options: TokenOptions): TokenSource {
  let held: KeptToken | undefined
  let fetching: Promise<KeptToken> | undefined

  function fetched(): Promise<KeptToken> {
    fetching ??= fetchToken(options)
      .then((token) => {
        held = token
        return token
      })
      .finally(() => {
        fetching = undefined
      })
    return fetching
  }

  return {
    async current() {
      if (held !== undefined && options.now().getTime() < held.renewAtMs) return held
      return fetched()
    },
    async instead(refused) {
      if (held?.text === refused.text) held = undefined
      return this.current()
    },
  }
}

/** Where Zuora refuses the credentials and others have come in their place, it is asked once more, with those. */
async function fetchToken(options: TokenOptions): Promise<KeptToken> {
  const given = await options.credentials.current()
  try {
    return await signIn(given, options)
  } catch (error) {
    const others = error instanceof ZuoraSignInRefused ? await options.credentials.instead(given) : undefined
    if (others === undefined) throw error
    return signIn(others, options)
  }
}

async function signIn(
  { clientId, clientSecret }: ZuoraCredentials,
  { connection, timeoutMs, now }: TokenOptions,
): Promise<KeptToken> {
  const askedAtMs = now().getTime()
  const outcome = await connection.call({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'client_credentials',
    }).toString(),
    timeoutMs,
    secrets: [clientSecret],
  })
  if (outcome.kind !== 'ok') throw signInError(outcome)
  const answer = tokenAnswer.safeParse(outcome.body)
  if (!answer.success) {
    throw new ZuoraUnexpected(`Zuora answered ${path} without a token that can be used`, {
      requestId: outcome.requestId,
    })
  }
  const { access_token, expires_in } = answer.data
  const lifeSeconds = Math.max(expires_in - renewBeforeExpirySeconds, expires_in / 2)
  return { text: access_token, clientSecret, renewAtMs: askedAtMs + lifeSeconds * 1000 }
}

function signInError(outcome: Exclude<Outcome, { kind: 'ok' }>): Error {
  const said = `Signing in to Zuora: ${outcome.message}`
  switch (outcome.kind) {
    case 'no-answer':
      return new ZuoraUnavailable(said, { cause: outcome.cause })
    case 'unavailable':
      return new ZuoraUnavailable(said, outcome)
    case 'busy':
      return new ZuoraBusy(said, outcome)
    case 'refused':
    case 'sign-in-refused':
      return new ZuoraSignInRefused(
        `Zuora refused to sign in with this client id and secret: ${outcome.message} (HTTP ${outcome.status})`,
        outcome,
      )
  }
}

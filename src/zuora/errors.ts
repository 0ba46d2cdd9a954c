type Facts = { requestId?: string | null; retryAfterSeconds?: number | null; cause?: unknown }

/** Certainly nothing was done: a rate limit or lock contention. Asking again later is right. */
export class ZuoraBusy extends Error {
  override name = 'ZuoraBusy' as const
  readonly retryAfterSeconds: number | null
  readonly requestId: string | null
  constructor(message: string, { requestId = null, retryAfterSeconds = null, cause }: Facts) {
    super(message, { cause })
    this.retryAfterSeconds = retryAfterSeconds
    this.requestId = requestId
  }
}

/** No answer, or one that says nothing: a time-out, a broken connection, a 5xx. */
export class ZuoraUnavailable extends Error {
  override name = 'ZuoraUnavailable' as const
  readonly retryAfterSeconds: number | null
  readonly requestId: string | null
  constructor(message: string, { requestId = null, retryAfterSeconds = null, cause }: Facts) {
    super(message, { cause })
    this.retryAfterSeconds = retryAfterSeconds
    this.requestId = requestId
  }
}

export type RefusedBecause = 'not-found' | 'not-permitted' | 'other'

/** Zuora says no. `message` is Zuora's own words; several reasons are joined. */
export class ZuoraRefused extends Error {
  override name = 'ZuoraRefused' as const
  readonly because: RefusedBecause
  readonly code: string
  readonly requestId: string | null
  constructor(message: string, { because, code, requestId }: { because: RefusedBecause; code: string } & Facts) {
    super(message)
    this.because = because
    this.code = code
    this.requestId = requestId ?? null
  }
}

/** Zuora does not accept the client's credentials, or not even a fresh token. */
export class ZuoraSignInRefused extends Error {
  override name = 'ZuoraSignInRefused' as const
  readonly requestId: string | null
  constructor(message: string, { requestId = null, cause }: Facts) {
    super(message, { cause })
    this.requestId = requestId
  }
}

/** An answer that is not as documented, or a request that could not be formed: a bug or a changed API. */
export class ZuoraUnexpected extends Error {
  override name = 'ZuoraUnexpected' as const
  readonly requestId: string | null
  constructor(message: string, { requestId = null, cause }: Facts) {
    super(message, { cause })
    this.requestId = requestId
  }
}

import { ZuoraUnexpected } from '../errors.ts'
import type { NoAnswer } from './call.ts'

/** Nothing left this machine when the name is not known or nobody listens there. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])
const brokenConnection = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])
const misuse = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED'])

/** `timedOutMs`: how long was waited in vain; null where something else broke it. Throws what is a bug of ours. */
export function noAnswer(cause: unknown, timedOutMs: number | null): NoAnswer {
  const kind = 'no-answer'
  if (timedOutMs !== null) {
    return { kind, reached: 'perhaps', broken: false, message: `no answer within ${timedOutMs / 1000} s`, cause }
  }
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown fault'
  if (misuse.has(code)) throw new ZuoraUnexpected(`The request to Zuora could not be formed (${code})`, { cause })
  if (neverConnected.has(code)) {
    return { kind, reached: 'no', broken: false, message: `no connection (${code})`, cause }
  }
  return {
    kind,
    reached: 'perhaps',
    broken: brokenConnection.has(code),
    message: `the connection broke (${code})`,
    cause,
  }
}

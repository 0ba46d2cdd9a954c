import type { ZuoraAnswer } from '../../usecases/ports/zuora/zuora-answer.ts'
import { ZuoraBusy, ZuoraRefused, ZuoraSignInRefused, ZuoraUnavailable } from '../errors.ts'
import type { Outcome } from '../http/call.ts'
import type { Answer } from './answer.ts'

/** What a read brought, or the error it ends in. */
export function bodyOf(outcome: Outcome, path: string): unknown {
  if (outcome.kind === 'ok') return outcome.body
  const said = `Zuora, GET ${path}: ${outcome.message}${inBrackets(outcome)}`
  switch (outcome.kind) {
    case 'no-answer':
      throw new ZuoraUnavailable(said, { cause: outcome.cause })
    case 'unavailable':
      throw new ZuoraUnavailable(said, outcome)
    case 'busy':
      throw new ZuoraBusy(said, outcome)
    case 'sign-in-refused':
      throw signInRefused(outcome)
    case 'refused':
      throw new ZuoraRefused(outcome.message, { ...outcome, requestId: outcome.requestId ?? outcome.processId })
  }
}

/** What an ask came to; only a sign-in that was refused is thrown, for then nothing was asked. */
export function toZuoraAnswer(outcome: Outcome): ZuoraAnswer {
  if (outcome.kind === 'no-answer') {
    const nothing = { because: outcome.message, zuoraRequestId: null, zuoraDate: null }
    return outcome.reached === 'no'
      ? { kind: 'busy', retryAfterSeconds: null, ...nothing }
      : { kind: 'unknown', ...nothing }
  }
  const said = { zuoraRequestId: outcome.requestId ?? outcome.processId, zuoraDate: outcome.date }
  switch (outcome.kind) {
    case 'ok':
      return saysSuccess(outcome.body)
        ? { kind: 'accepted', ...said, createdId: idIn(outcome.body) }
        : { kind: 'unknown', because: `HTTP ${outcome.status} without "success"`, ...said }
    case 'busy': {
      const because = `${outcome.message} (${outcome.code})`
      return { kind: 'busy', because, retryAfterSeconds: outcome.retryAfterSeconds, ...said }
    }
    case 'unavailable':
      return { kind: 'unknown', because: `${outcome.message} (HTTP ${outcome.status})`, ...said }
    case 'sign-in-refused':
      throw signInRefused(outcome)
    case 'refused':
      return { kind: 'refused', code: outcome.code, message: outcome.message, ...said }
  }
}

function saysSuccess(body: unknown): body is object {
  return typeof body === 'object' && body !== null && 'success' in body && body.success === true
}

/** Zuora documents an id in the answer to a create and in no other. */
function idIn(body: object): string | null {
  return 'id' in body && typeof body.id === 'string' && body.id !== '' ? body.id : null
}

function signInRefused(answer: Extract<Answer, { kind: 'sign-in-refused' }>): ZuoraSignInRefused {
  return new ZuoraSignInRefused(
    `Zuora refused a fresh token: ${answer.message} (${answer.code})${inBrackets(answer)}`,
    answer,
  )
}

/** Both ids, which Zuora's support asks for. */
function inBrackets(outcome: Exclude<Outcome, { kind: 'ok' }>): string {
  if (outcome.kind === 'no-answer') return ''
  const ids = [
    ...(outcome.requestId ? [`request ${outcome.requestId}`] : []),
    ...(outcome.processId ? [`process ${outcome.processId}`] : []),
  ]
  return ids.length === 0 ? '' : ` [${ids.join(', ')}]`
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerWithFault, tooMany } from '../control/answer-with-fault.ts'
import { readBody, readObject } from '../http/http-body.ts'
import type { StandIn } from '../stand-in.ts'
import { type Answer, type Arguments, readText, refuse } from './arguments.ts'
import { methods } from './methods.ts'

/** `/api/<method>`: the faults a test asked for, the token, the scope, the rate limit, then the method itself. */
export const answerCall = async (
  standIn: StandIn,
  {
    incoming,
    response,
    url,
    method,
  }: { incoming: IncomingMessage; response: ServerResponse; url: URL; method: string },
): Promise<void> => {
  const args = await readArguments(incoming, url)
  await answerWithFault(standIn, { response, method, asked: args }, () => {
    const answer = answerMethod(standIn, { incoming, method, args })
    if (typeof answer === 'number') return tooMany(answer)
    const headers = { 'X-OAuth-Scopes': standIn.manifest.scopes.join(',') }
    return { status: 200, body: answer, error: answer.ok ? null : answer.error, headers }
  })
}

/** Where there were too many calls. */
type SecondsToWait = number

const answerMethod = (
  standIn: StandIn,
  { incoming, method, args }: { incoming: IncomingMessage; method: string; args: Arguments | undefined },
): Answer | SecondsToWait => {
  const found = Object.hasOwn(methods, method) ? methods[method] : undefined
  if (found === undefined) return { ...refuse('unknown_method'), req_method: method }
  if (args === undefined) return refuse('invalid_json')
  const bearer = /^Bearer (.+)$/i.exec(incoming.headers.authorization ?? '')?.[1]
  const token = bearer ?? readText(args, 'token')
  if (token === undefined) return refuse('not_authed')
  if (token !== standIn.options.botToken) return refuse('invalid_auth')
  const needed = found.scope(standIn, args)
  if (needed !== null && !standIn.manifest.scopes.includes(needed)) {
    return { ...refuse('missing_scope'), needed, provided: standIn.manifest.scopes.join(',') }
  }
  const { limit } = found
  const counted = limit?.of === 'channel' ? `${method} ${readText(args, 'channel')}` : method
  const secondsToWait = limit === null ? null : standIn.rateLimits.take(counted, limit)
  return secondsToWait ?? found.answer(standIn, args)
}

/** From the query, a form or JSON; undefined when JSON was announced and is broken. */
const readArguments = async (incoming: IncomingMessage, url: URL): Promise<Arguments | undefined> => {
  const query = Object.fromEntries(url.searchParams)
  if (incoming.method !== 'POST') return query
  const body = await readBody(incoming)
  const type = incoming.headers['content-type'] ?? ''
  if (!type.startsWith('application/json')) return { ...query, ...Object.fromEntries(new URLSearchParams(body)) }
  const read = readObject(body)
  return read === undefined ? undefined : { ...query, ...read }
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { StandIn } from '../stand-in.ts'
import { readBody } from './http-body.ts'
import { sendJson } from './send-json.ts'

const longestWaitMs = 10_000

/**
 * `/zuora/…` is `/sim/…` of Zuora's stand-in, so that the page reaches it from its own origin: the stand-in refuses every
 * other one. Nothing but the path, the query and a JSON body is handed on.
 */
export const answerZuora = async (
  { options }: StandIn,
  { incoming, response, url }: { incoming: IncomingMessage; response: ServerResponse; url: URL },
): Promise<void> => {
  const { zuoraUrl } = options
  const { method = 'GET' } = incoming
  if (zuoraUrl === undefined) return sendJson(response, 404, { error: 'There is no stand-in for Zuora.' })
  const isJson = incoming.headers['content-type']?.startsWith('application/json') ?? false
  // A page of another origin cannot send this type without asking first, and is not allowed to.
  if (method === 'POST' && !isJson) return sendJson(response, 415, { error: 'not_json' })
  const body = method === 'POST' ? await readBody(incoming) : null
  const path = `${url.pathname.slice('/zuora'.length)}${url.search}`
  try {
    const answered = await fetch(`${zuoraUrl}/sim${path}`, {
      method,
      body,
      headers: { 'Content-Type': 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(longestWaitMs),
    })
    sendJson(response, answered.status, await answered.json())
  } catch {
    sendJson(response, 502, { error: 'The stand-in for Zuora does not answer.' })
  }
}

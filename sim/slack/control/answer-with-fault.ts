import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { sendJson } from '../http/send-json.ts'
import type { StandIn } from '../stand-in.ts'
import type { CallFault } from './faults.ts'

/** An answer to the bot; `error` is what `/sim/calls` says of it. */
export type Sent = {
  status: number
  body: Record<string, unknown> | string
  error: string | null
  headers?: Record<string, string>
}

/** Answers a call of the bot and notes it, or does what a test asked for instead. */
export const answerWithFault = async (
  standIn: StandIn,
  { response, method, asked }: { response: ServerResponse; method: string; asked: unknown },
  answer: () => Promise<Sent> | Sent,
): Promise<void> => {
  const startedAt = Date.now()
  const fault = standIn.faults.takeForCall(method)
  if (fault) await wait(fault.delayMs)
  const sent = (fault && insteadOf(fault)) ?? (await answer())
  standIn.store.calls.add({ at: standIn.now().toISOString(), method, ok: sent.error === null, error: sent.error })
  const isCut = fault?.kind === 'drop-before' || fault?.kind === 'drop-after'
  if (isCut) response.destroy()
  else if (typeof sent.body !== 'string') sendJson(response, sent.status, sent.body, sent.headers)
  else response.writeHead(sent.status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(sent.body)
  const { method: verb = '', url: path = '', headers } = response.req
  standIn.options.onCall?.({
    startedAt,
    tookMs: Date.now() - startedAt,
    method: verb,
    path,
    headers,
    body: asked,
    status: isCut ? null : sent.status,
    answerHeaders: sent.headers ?? {},
    answer: sent.body,
  })
}

const refused = (status: number, error: string): Sent => ({ status, body: { ok: false, error }, error })

export const tooMany = (seconds: number): Sent => ({
  ...refused(429, 'ratelimited'),
  headers: { 'Retry-After': String(seconds) },
})

const insteadOf = (fault: CallFault): Sent | undefined => {
  switch (fault.kind) {
    case 'drop-before':
      return refused(200, 'dropped_before')
    case '429':
      return tooMany(fault.retryAfterSeconds)
    case 'status':
      return { ...refused(fault.status, 'fatal_error'), error: `status_${fault.status}` }
    case 'error':
      return refused(200, fault.error)
    default:
      return undefined
  }
}

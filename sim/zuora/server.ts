import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { ObservedCall } from '../observed-call.ts'
import { createApi } from './api/api.ts'
import { answerControl } from './control/control.ts'
import { type Answer, sendAnswer } from './http/answer.ts'
import { type Call, readCall } from './http/call.ts'
import { readPageFile } from './http/page-files.ts'
import { openTenant, type TenantOptions } from './tenant/open-tenant.ts'

export type ZuoraOptions = TenantOptions & {
  /** 0 for any free one. */
  port: number
  /** Where the tenant is shown, if not here: asked for its page, this server sends there. */
  pageUrl?: string
  /** Told of every call of the API. */
  onCall?: ((call: ObservedCall) => void) | undefined
}

/** One of the shapes of Zuora's errors: a failure inside, without code or process id. */
const systemError: Answer = {
  status: 500,
  body: { reasons: [{ code: 'SystemError', message: 'System is temporarily unavailable.' }] },
}

/**
 * Starts the stand-in for one Zuora tenant on 127.0.0.1. All that it has answered is on disk before it answers, so it
 * may be killed at any moment and started again on the same file; trial balances go on by the clock.
 */
export async function startZuora(
  options: ZuoraOptions,
): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const tenant = openTenant(options)
  const stopped = new AbortController()
  const answerApi = createApi(tenant, stopped.signal)

  async function answer(request: IncomingMessage): Promise<Answer | undefined> {
    const call = await readCall(request)
    if (call === undefined) return undefined
    const page = call.method === 'GET' ? await readPageFile(call.url.pathname, options.pageUrl) : undefined
    if (page !== undefined) return page
    if (call.url.pathname.startsWith('/sim/')) return answerControl(tenant, call)
    const startedAt = Date.now()
    const answered = await answerApi(call)
    options.onCall?.(observed(call, answered, startedAt))
    return answered
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answered = await answer(request)
      if (answered === undefined) response.destroy()
      else await sendAnswer(response, answered)
    } catch (error) {
      if (stopped.signal.aborted || request.socket.destroyed) return void response.destroy()
      console.error('the Zuora stand-in failed', error)
      await sendAnswer(response, systemError)
    }
  }

  const server = createServer((request, response) => void respond(request, response))
  const port = await listen(server, options.port)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      stopped.abort()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      tenant.store.close()
    },
  }
}

function observed({ method, url, headers, body }: Call, answered: Answer | undefined, startedAt: number): ObservedCall {
  return {
    startedAt,
    tookMs: Date.now() - startedAt,
    method,
    path: url.pathname + url.search,
    headers,
    body,
    status: answered?.status ?? null,
    answerHeaders: answered?.headers ?? {},
    answer: answered?.body ?? null,
  }
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('the server listens on no port'))
      else resolve(address.port)
    })
  })
}

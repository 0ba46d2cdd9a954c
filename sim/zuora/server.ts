import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createApi } from './api/api.ts'
import { answerControl } from './control/control.ts'
import { type Answer, sendAnswer } from './http/answer.ts'
import { readCall } from './http/call.ts'
import { openTenant, type TenantOptions } from './tenant/open-tenant.ts'

export type ZuoraOptions = TenantOptions & {
  /** 0 for any free one. */
  port: number
}

const page: Answer = {
  status: 200,
  body: readFileSync(new URL('page.html', import.meta.url), 'utf8'),
  headers: {
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:",
  },
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
    if (call.method === 'GET' && call.url.pathname === '/') return page
    return call.url.pathname.startsWith('/sim/') ? answerControl(tenant, call) : answerApi(call)
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

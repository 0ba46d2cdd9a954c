import { afterEach, beforeEach, expect, test } from 'vitest'
import { startBot } from '../../local/front/bot.ts'
import type { InvocationResult } from '../../local/lambda/invocation.ts'

let bot: Awaited<ReturnType<typeof startBot>>
let invocations: { functionName: string; event: Record<string, unknown> }[]
let result: InvocationResult

beforeEach(async () => {
  invocations = []
  result = { kind: 'answered', payload: '{"statusCode":200}' }
  const routes = [{ method: 'POST', path: '/slack/events', functionName: 'slack' }]
  const invoke = async (functionName: string, payload: string) => {
    invocations.push({ functionName, event: JSON.parse(payload) })
    return result
  }
  bot = await startBot({ port: 0, routes, lambda: { invoke } })
})
afterEach(() => bot.close())

function post(body: string | Uint8Array<ArrayBuffer>, contentType: string): Promise<Response> {
  return fetch(`${bot.url}/slack/events?a=1`, { method: 'POST', headers: { 'Content-Type': contentType }, body })
}

test('a form post reaches the function byte for byte, base64-encoded as at API Gateway', async () => {
  const bytes = Uint8Array.from([0x74, 0x3d, 0xc3, 0xa9, 0xff, 0x00, 0x0a])
  await post(bytes, 'application/x-www-form-urlencoded')
  const [invocation] = invocations
  expect(invocation).toMatchObject({
    functionName: 'slack',
    event: { version: '2.0', routeKey: 'POST /slack/events', rawQueryString: 'a=1', isBase64Encoded: true },
  })
  expect(Uint8Array.from(Buffer.from(String(invocation?.event.body), 'base64'))).toEqual(bytes)
})

test('JSON reaches the function as text, with the headers in lower case', async () => {
  await post('{"a": "é"}', 'application/json; charset=utf-8')
  expect(invocations[0]?.event).toMatchObject({
    body: '{"a": "é"}',
    isBase64Encoded: false,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
})

test("the function's answer is the HTTP answer", async () => {
  const answer = { statusCode: 401, headers: { 'Content-Type': 'text/plain' }, body: 'bm8=', isBase64Encoded: true }
  result = { kind: 'answered', payload: JSON.stringify(answer) }
  const response = await post('', 'text/plain')
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    401,
    'text/plain',
    'no',
  ])
})

test('a function that failed is a 500 that says nothing of why', async () => {
  result = { kind: 'failed', error: { errorType: 'Error', errorMessage: 'a secret' } }
  const response = await post('', 'text/plain')
  expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }])
})

test.each([
  ['GET', '/slack/events'],
  ['POST', '/'],
])('%s %s is not found', async (method, path) => {
  const response = await fetch(`${bot.url}${path}`, { method })
  expect(response.status).toBe(404)
  expect(invocations).toEqual([])
})

test('more than a megabyte is refused', async () => {
  const response = await post('x'.repeat(1024 * 1024 + 1), 'text/plain')
  expect(response.status).toBe(413)
  expect(invocations).toEqual([])
})

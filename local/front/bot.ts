import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { z } from 'zod'
import type { Watch } from '../behind/watch.ts'
import type { LocalLambda } from '../lambda/server.ts'
import type { Route } from '../serverless/serverless-file.ts'
import { listenLocally } from './listen-locally.ts'
import { BodyTooLarge, readBody } from './read-body.ts'

const BODY_LIMIT_BYTES = 1024 * 1024
/** API Gateway gives up on a function after this long and answers 503. */
const INTEGRATION_TIMEOUT_MS = 30_000

const answerSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
})

type BotOptions = {
  port: number
  routes: readonly Route[]
  lambda: Pick<LocalLambda, 'invoke'>
  watch?: Pick<Watch, 'slackRequest'> | undefined
}

/** The HTTP API of serverless.yml: each of its routes invokes its function as API Gateway does, payload format 2.0. */
export async function startBot(options: BotOptions): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      if (error instanceof BodyTooLarge) say(response, 413, 'Request Too Long')
      else response.destroy()
    })
  })
  return listenLocally(server, options.port)
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { routes, lambda, watch }: BotOptions,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const route = routes.find(({ method, path }) => method === request.method && path === url.pathname)
  if (route === undefined) return say(response, 404, 'Not Found')
  const startedAt = Date.now()
  const received = await readBody(request, BODY_LIMIT_BYTES)
  const event = gatewayEvent(request, url, received)
  const { status, headers, body } = await askFunction(lambda, route.functionName, event)
  response.writeHead(status, headers).end(body)
  const { requestId } = event.requestContext
  const asked = { requestId, method: route.method, path: route.path, headers: request.headers, body: String(received) }
  const answered = { status, answerHeaders: headers, answer: String(body) }
  watch?.slackRequest({ ...asked, ...answered, startedAt, tookMs: Date.now() - startedAt })
}

type Answered = { status: number; headers: Record<string, string | string[]>; body: string | Buffer }

/** What the function answers, as API Gateway hands it on. */
async function askFunction(
  lambda: BotOptions['lambda'],
  functionName: string,
  event: APIGatewayProxyEventV2,
): Promise<Answered> {
  const timeout = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => timeout.resolve(undefined), INTEGRATION_TIMEOUT_MS)
  const result = await Promise.race([lambda.invoke(functionName, JSON.stringify(event)), timeout.promise])
  clearTimeout(timer)
  if (result === undefined) return saying(503, 'Service Unavailable')
  if (result.kind === 'failed') return saying(500, 'Internal Server Error')
  const answered: unknown = JSON.parse(result.payload)
  const read = answerSchema.safeParse(answered)
  // An answer without a status code is the body of a 200, as at API Gateway.
  const { statusCode, headers, cookies, body, isBase64Encoded } = read.success
    ? read.data
    : answerSchema.parse({ statusCode: 200, headers: { 'content-type': 'application/json' }, body: result.payload })
  const named = Object.entries(headers).map(([name, value]) => [name, String(value)])
  return {
    status: statusCode,
    headers: { ...Object.fromEntries(named), ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) },
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  }
}

function gatewayEvent(request: IncomingMessage, url: URL, body: Buffer): APIGatewayProxyEventV2 {
  const method = request.method ?? 'GET'
  const routeKey = `${method} ${url.pathname}`
  const now = new Date()
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(',')])
  // A form post arrives base64-encoded at API Gateway; text that is not UTF-8 can arrive in no other way.
  const asText = /json|text/.test(request.headers['content-type'] ?? '') && Buffer.from(body.toString()).equals(body)
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: Object.fromEntries(headers),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: request.headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method,
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: asText ? body.toString() : body.toString('base64') } : {}),
    isBase64Encoded: body.length > 0 && !asText,
  }
}

function saying(status: number, message: string): Answered & { headers: Record<string, string> } {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) }
}

function say(response: ServerResponse, status: number, message: string): void {
  const { headers, body } = saying(status, message)
  response.writeHead(status, headers).end(body)
}

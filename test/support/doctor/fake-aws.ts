import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { listenLocally } from '../../../local/front/listen-locally.ts'

/** By operation, such as `DescribeTable`. Throws `AwsError`. */
export type Operations = Readonly<Record<string, (input: Record<string, unknown>) => unknown>>

export class AwsError extends Error {
  readonly code: string
  constructor(code: string, message: string = code) {
    super(message)
    this.code = code
  }
}

type Asked = { operation: string; input: Record<string, unknown>; speaks: 'json' | 'xml' }

/** Every AWS API at one address, for Amazon's own clients: what each operation answers is the test's to say. */
export async function startFakeAws(operations: () => Operations) {
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const { operation, input, speaks } = readAsked(request, await text(request))
    asked.push(operation)
    try {
      const answer = operations()[operation]
      if (answer === undefined) throw new AwsError('UnknownOperationException', operation)
      const output = answer(input)
      const headers: Record<string, string> = isFailure(output) ? { 'x-amz-function-error': 'Unhandled' } : {}
      response.writeHead(200, { 'content-type': `application/${speaks}`, ...headers })
      response.end(
        speaks === 'json' ? JSON.stringify(output) : inXml(`${operation}Response`, { [`${operation}Result`]: output }),
      )
    } catch (error) {
      const { code, message } = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error))
      response.writeHead(code === 'InternalFailure' ? 500 : 400, {
        'content-type': `application/${speaks}`,
        'x-amzn-errortype': code,
      })
      response.end(
        speaks === 'json'
          ? JSON.stringify({ __type: code, message })
          : inXml('ErrorResponse', { Error: { Type: 'Sender', Code: code, Message: message } }),
      )
    }
  })
  return { ...(await listenLocally(server, 0)), asked }
}

function isFailure(output: unknown): boolean {
  return typeof output === 'object' && output !== null && 'errorType' in output
}

function readAsked({ method, url = '/', headers }: IncomingMessage, body: string): Asked {
  const target = String(headers['x-amz-target'] ?? '')
  if (target !== '') return { operation: target.split('.').at(-1) ?? '', input: JSON.parse(body), speaks: 'json' }
  const { pathname } = new URL(url, 'http://localhost')
  const [, lambda, invocations] = /^\/2015-03-31\/functions\/([^/]+)(\/invocations)?$/.exec(pathname) ?? []
  if (lambda !== undefined) {
    const input = { FunctionName: decodeURIComponent(lambda) }
    return { operation: invocations === undefined ? 'GetFunction' : 'Invoke', input, speaks: 'json' }
  }
  const [, schedule] = /^\/schedules\/([^/]+)$/.exec(pathname) ?? []
  if (schedule !== undefined)
    return { operation: 'GetSchedule', input: { Name: decodeURIComponent(schedule) }, speaks: 'json' }
  const form = Object.fromEntries(new URLSearchParams(body))
  return { operation: form.Action ?? `${method} ${pathname}`, input: form, speaks: 'xml' }
}

/** As the query protocol has it: a list is `member`s, a map is `entry`s with key and value. */
function inXml(name: string, value: unknown): string {
  if (Array.isArray(value)) return `<${name}>${value.map((each) => inXml('member', each)).join('')}</${name}>`
  if (value instanceof Map) {
    const entries = [...value].map(([key, each]) => `<entry>${inXml('key', key)}${inXml('value', each)}</entry>`)
    return `<${name}>${entries.join('')}</${name}>`
  }
  if (typeof value === 'object' && value !== null) {
    return `<${name}>${Object.entries(value)
      .map(([key, each]) => inXml(key, each))
      .join('')}</${name}>`
  }
  return `<${name}>${String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`
}

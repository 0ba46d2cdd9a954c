import type { IncomingMessage, RequestOptions } from 'node:http'

/** By which name the AWS SDK knows the endpoint of each; requests to EventBridge are signed for `events`. */
const endpointNames = { lambda: 'LAMBDA', ssm: 'SSM', events: 'EVENTBRIDGE' } as const

type Service = keyof typeof endpointNames
type Asked = { path: string; headers: Readonly<Record<string, string>>; body: string; timeoutMs: number }
type Timed = Asked & { signal: AbortSignal }
type Answer = { status: number; text: string }
type CallAws = (asked: Asked) => Promise<Answer>

const TOO_MANY_REQUESTS = 429
const FIRST_SERVER_ERROR = 500
const LONGEST_PAUSE_MS = 50

/**
 * Calls of an AWS API, POST, signed with the function's own role; what AWS could not answer is asked once more. Throws when no
 * whole answer comes in `timeoutMs`, which both times share. Over Node's `http`, because the first use of its `fetch` takes as long as all of Bolt.
 */
export function signedFor(service: Service): CallAws {
  const address = new URL(addressOf(service))
  return async (asked) => {
    const signal = AbortSignal.timeout(asked.timeoutMs)
    const call = () => post(service, address, { ...asked, signal })
    const answer = await call()
    if (answer.status !== TOO_MANY_REQUESTS && answer.status < FIRST_SERVER_ERROR) return answer
    await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_PAUSE_MS))
    return call()
  }
}

export function addressOf(service: Service): string {
  const given = process.env[`AWS_ENDPOINT_URL_${endpointNames[service]}`]
  return given ? given : `https://${service}.${process.env.AWS_REGION}.amazonaws.com`
}

async function post(service: Service, address: URL, { path, headers, body, signal }: Timed): Promise<Answer> {
  const { AWS_REGION = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = process.env
  const role = {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
  }
  const asked = { service, region: AWS_REGION, host: address.host, method: 'POST', path, headers: { ...headers }, body }
  // Not needed before the first call, which many acks do not make.
  const { default: aws4 } = await import('aws4')
  const { headers: signed = {} } = aws4.sign(asked, role)
  const { protocol, hostname, port } = address
  const answer = await send({ protocol, hostname, port, method: 'POST', path, headers: signed, signal }, body)
  return { status: answer.statusCode ?? 0, text: await textOf(answer) }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of answer.setEncoding('utf8')) text += chunk
  return text
}

/** Only the one of the two modules that is needed is loaded. */
function send(options: RequestOptions, body: string): Promise<IncomingMessage> {
  const { request } = process.getBuiltinModule(options.protocol === 'http:' ? 'node:http' : 'node:https')
  return new Promise((resolve, reject) => {
    const sent = request(options, resolve)
    sent.once('error', (error: NodeJS.ErrnoException) => {
      // A connection that was kept while the container slept is closed by the other side: nothing of the request was read.
      if (sent.reusedSocket && error.code === 'ECONNRESET') send(options, body).then(resolve, reject)
      else reject(error)
    })
    sent.end(body)
  })
}

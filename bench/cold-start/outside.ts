import { createServer, type IncomingMessage } from 'node:http'
import { z } from 'zod'
import { listenLocally } from '../../local/front/listen-locally.ts'
import { readBody } from '../../local/front/read-body.ts'

const LIMIT_BYTES = 1024 * 1024
const asked = z.object({ Names: z.array(z.string()) })

/** What functions call while they answer, each at once: Lambda's Invoke, Parameter Store, Slack. */
export async function startOutside(secrets: Readonly<Record<string, string>>): Promise<{
  url: string
  calls(): number
  close(): Promise<void>
}> {
  let calls = 0
  const server = createServer((request, response) => {
    calls += 1
    readBody(request, LIMIT_BYTES).then(
      (body) => {
        const { status, text } = answerTo(request, body.toString(), secrets)
        response.writeHead(status, { 'content-type': 'application/json' }).end(text)
      },
      () => response.destroy(),
    )
  })
  const { url, close } = await listenLocally(server, 0)
  return { url, calls: () => calls, close }
}

function answerTo({ headers, url = '' }: IncomingMessage, body: string, secrets: Readonly<Record<string, string>>) {
  if (headers['x-amz-invocation-type'] === 'Event') return { status: 202, text: '' }
  if (headers['x-amz-target'] === 'AmazonSSM.GetParameters') {
    const { Names } = asked.parse(JSON.parse(body))
    const Parameters = Names.map((Name) => ({ Name, Type: 'SecureString', Value: secrets[Name] ?? '' }))
    return { status: 200, text: JSON.stringify({ Parameters, InvalidParameters: [] }) }
  }
  const said = url.startsWith('/api/auth.test') ? { ok: true, user_id: 'U0BOT', bot_id: 'B0BOT' } : { ok: true }
  return { status: 200, text: JSON.stringify(said) }
}

import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { listenLocally } from '../../../local/front/listen-locally.ts'
import { selfSigned } from '../../../src/slack/receiving/self-signed.ts'
import { isSignedBySlack } from '../../../src/slack/receiving/signature.ts'

const secrets = ['a-signing-secret', 'the-one-before']

/** A request URL that answers what is signed with one of two secrets, as while they are being rotated. */
export async function startSignedBot() {
  const server = createServer(async (request, response) => {
    const rawBody = Buffer.from(await text(request))
    const header = (name: string) => [request.headers[name]].flat()[0]
    const signed = { signature: header('x-slack-signature'), timestamp: header('x-slack-request-timestamp'), rawBody }
    response.writeHead(isSignedBySlack(signed, secrets, new Date()) ? 200 : 401).end()
  })
  const { url, close } = await listenLocally(server, 0)
  return { url: `${url}/slack/events`, close, secrets, signed: () => selfSigned(secrets, new Date()) }
}

import { createHmac } from 'node:crypto'
import { LogLevel, SocketModeClient } from '@slack/socket-mode'
import { z } from 'zod'

export type SocketModeOptions = { appToken: string; slackApiUrl: string; botUrl: string; signingSecret: string }

/** What Slack sends over the socket, as the client hands it on. */
const envelopeSchema = z.object({
  type: z.string(),
  body: z.record(z.string(), z.unknown()),
  accepts_response_payload: z.boolean().optional(),
  ack: z.custom<(response?: unknown) => Promise<void>>((ack) => typeof ack === 'function'),
})

type Envelope = z.infer<typeof envelopeSchema>

/**
 * Socket Mode: Slack's requests come over a connection that this machine opened, so no public address is needed. Each is
 * signed and given to the bot like any other, so that there is one way in.
 */
export async function startSocketMode(options: SocketModeOptions): Promise<{ close(): Promise<void> }> {
  const client = new SocketModeClient({
    appToken: options.appToken,
    clientOptions: { slackApiUrl: options.slackApiUrl },
    logLevel: LogLevel.ERROR,
  })
  client.on('slack_event', (envelope: unknown) => {
    deliver(envelopeSchema.parse(envelope), options).catch(() => {
      // Not acked: Slack tells the person that the app did not answer.
      console.error('A request from Slack could not be given to the bot.')
    })
  })
  await client.start()
  return { close: () => client.disconnect() }
}

async function deliver(envelope: Envelope, { botUrl, signingSecret }: SocketModeOptions): Promise<void> {
  const { contentType, body } = encode(envelope)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  const answer = await fetch(botUrl, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
    signal: AbortSignal.timeout(3_000),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`The bot answered ${answer.status}.`)
  const hasPayload = envelope.accepts_response_payload === true && text !== ''
  await envelope.ack(hasPayload ? JSON.parse(text) : undefined)
}

/** As Slack encodes it over HTTP: a command as a form, a click or a submission as a form's `payload`, an event as JSON. */
function encode({ type, body }: Envelope): { contentType: string; body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(body) }
  const form = type === 'slash_commands' ? body : { payload: JSON.stringify(body) }
  const fields = Object.entries(form).map(([name, value]): [string, string] => [name, String(value)])
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() }
}

import { createHmac } from 'node:crypto'
import { z } from 'zod'

/** What Slack sends over the socket, as the client hands it on. */
const envelopeSchema = z.object({
  type: z.string(),
  body: z.record(z.string(), z.unknown()),
  accepts_response_payload: z.boolean().optional(),
  ack: z.custom<(response?: unknown) => Promise<void>>((ack) => typeof ack === 'function'),
})

type Envelope = z.infer<typeof envelopeSchema>

/** Gives it to the bot, signed as Slack signs, and the bot's answer back. Throws where the bot does not take it. */
export async function deliverEnvelope(
  given: unknown,
  { botUrl, signingSecret }: { botUrl: string; signingSecret: string },
): Promise<void> {
  const envelope = envelopeSchema.parse(given)
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

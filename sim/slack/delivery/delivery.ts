import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import type { Delivery, StandIn } from '../stand-in.ts'

/** What became of a request to the bot: its answer, or none within the deadline, or no connection. */
export type Answered =
  | { kind: 'answered'; status: number; contentType: string; body: string; noRetry: boolean }
  | { kind: 'timed-out' }
  | { kind: 'unreachable' }

/** The word a person sees for an answer that is none, or null. */
export const failureOf = (answered: Answered): string | null => {
  if (answered.kind === 'timed-out') return 'operation_timeout'
  if (answered.kind === 'unreachable') return 'dispatch_failed'
  return answered.status === 200 ? null : 'operation_failed'
}

const maximumKept = 1000

type Sent = { of: Delivery['of']; user: string }

/** A command, a click or a submission: a form. */
export const deliver = (
  standIn: StandIn,
  { form, ...sent }: Sent & { form: Record<string, string> },
): Promise<Answered> =>
  deliverBody(standIn, {
    ...sent,
    body: new URLSearchParams(form).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })

/** Sends a request as Slack does, signed, and waits at most 3 s. With a fault set, the same body is sent twice. */
export const deliverBody = async (standIn: StandIn, { of, user, ...sending }: Sent & Sending): Promise<Answered> => {
  const at = standIn.now().toISOString()
  const startedAt = performance.now()
  const copies = standIn.faults.takeCopies()
  const sent = Array.from({ length: copies }, () => send(standIn, sending))
  const [first] = await Promise.all(sent)
  const answered = first ?? { kind: 'unreachable' }
  standIn.deliveries.push({
    at,
    of,
    user,
    result: answered.kind === 'answered' ? String(answered.status) : answered.kind,
    tookMs: Math.round(performance.now() - startedAt),
    copies,
  })
  standIn.deliveries.splice(0, standIn.deliveries.length - maximumKept)
  return answered
}

/** Slack's `v0` signature. Its timestamp is the real time: bots compare it with their own clock. */
const signatureHeaders = (signingSecret: string, body: string): Record<string, string> => {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'X-Slack-Request-Timestamp': timestamp, 'X-Slack-Signature': `v0=${signature}` }
}

type Sending = { body: string; headers: Record<string, string> }

const send = (standIn: StandIn, { body, headers }: Sending): Promise<Answered> =>
  new Promise((resolve) => {
    const outgoing = request(standIn.options.botUrl, {
      method: 'POST',
      agent: false,
      headers: {
        ...headers,
        'Content-Length': Buffer.byteLength(body),
        'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        Accept: 'application/json,*/*',
        ...signatureHeaders(standIn.options.signingSecret, body),
      },
    })
    const deadline = setTimeout(() => {
      resolve({ kind: 'timed-out' })
      outgoing.destroy()
    }, standIn.options.ackDeadlineMs ?? 3000)
    const settle = (answered: Answered) => {
      clearTimeout(deadline)
      resolve(answered)
    }
    outgoing.on('error', () => settle({ kind: 'unreachable' }))
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', () => settle({ kind: 'unreachable' }))
      response.on('end', () =>
        settle({
          kind: 'answered',
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).toString('utf8'),
          noRetry: response.headers['x-slack-no-retry'] === '1',
        }),
      )
    })
    outgoing.end(body)
  })

import { createHmac } from 'node:crypto'
import { type ClientRequest, request } from 'node:http'
import type { DeliveryFault } from '../control/faults.ts'
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
const deadlineMs = 3000

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

/** Sends a request as Slack does, signed, and waits at most 3 s; where a test asked for it, late, twice or in vain. */
export const deliverBody = async (standIn: StandIn, { of, user, ...sending }: Sent & Sending): Promise<Answered> => {
  const at = standIn.now().toISOString()
  const startedAt = performance.now()
  const fault = standIn.faults.takeForDelivery(of)
  const answered = await sendFaultily(standIn, sending, fault)
  standIn.deliveries.push({
    at,
    of,
    user,
    result: answered.kind === 'answered' ? String(answered.status) : answered.kind,
    tookMs: Math.round(performance.now() - startedAt),
    copies: copiesWith[fault?.kind ?? 'delay'],
  })
  standIn.deliveries.splice(0, standIn.deliveries.length - maximumKept)
  return answered
}

const copiesWith = { delay: 1, 'drop-after': 1, 'drop-before': 0, twice: 2 }

const sendFaultily = async (
  standIn: StandIn,
  sending: Sending,
  fault: DeliveryFault | undefined,
): Promise<Answered> => {
  if (fault === undefined) return send(standIn, sending)
  const { kind, delayMs } = fault
  if (kind === 'drop-before') return { kind: 'unreachable' }
  if (kind === 'delay') return send(standIn, sending, delayMs)
  if (kind === 'twice') {
    const [first] = await Promise.all([send(standIn, sending), send(standIn, sending, delayMs)])
    return first
  }
  await send(standIn, sending)
  return { kind: 'timed-out' }
}

/** Slack's `v0` signature. Its timestamp is the real time: bots compare it with their own clock. */
const signatureHeaders = (signingSecret: string, body: string): Record<string, string> => {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'X-Slack-Request-Timestamp': timestamp, 'X-Slack-Signature': `v0=${signature}` }
}

type Sending = { body: string; headers: Record<string, string> }

/** The deadline counts from now; a request that arrives later than that arrives all the same. */
const send = (standIn: StandIn, { body, headers }: Sending, delayMs = 0): Promise<Answered> => {
  const signed = signatureHeaders(standIn.options.signingSecret, body)
  return new Promise((resolve) => {
    let abandon = () => {}
    const deadline = setTimeout(() => {
      resolve({ kind: 'timed-out' })
      abandon()
    }, standIn.options.ackDeadlineMs ?? deadlineMs)
    const settle = (answered: Answered) => {
      clearTimeout(deadline)
      resolve(answered)
    }
    const start = () => {
      const outgoing = post(standIn.options.botUrl, { body, headers: { ...headers, ...signed } }, settle)
      abandon = () => outgoing.destroy()
    }
    if (delayMs === 0) start()
    else standIn.later(delayMs, start)
  })
}

const post = (address: string, { body, headers }: Sending, settle: (answered: Answered) => void): ClientRequest => {
  const outgoing = request(address, {
    method: 'POST',
    agent: false,
    headers: {
      ...headers,
      'Content-Length': Buffer.byteLength(body),
      'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      Accept: 'application/json,*/*',
    },
  })
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
  return outgoing
}

import { z } from 'zod'
import type { InvocationResult } from '../../lambda/invocation.ts'
import { readJson } from '../decode.ts'
import { entryOf, invocationLink, invocationLinks, type NewEntry } from '../entry.ts'
import type { References } from '../references.ts'
import { gatewayLink } from './slack-request.ts'

export type Invoked = {
  startedAt: number
  tookMs: number
  functionName: string
  requestId: string
  payload: string
  result: InvocationResult
}

const purposes: Readonly<Record<string, string>> = {
  slack: 'verifies, acks, hands on',
  respond: 'does what was asked, and answers',
  advance: 'takes one step',
  'request-approval': 'keeps the task token, posts the card',
  announce: 'seals the outcome, tells people',
  wake: 'repairs what a crash or an outage left',
  reconcile: 'looks at what others did in Zuora',
  remind: 'sends what is due',
  check: 'checks the policy at the start',
}

/** An asynchronous invocation, as it was accepted: the function runs later. */
export type HandedOn = { at: number; functionName: string; requestId: string; payload: string; headers: object }

const gateway = z.looseObject({ requestContext: z.looseObject({ requestId: z.string() }) })
const scheduled = z.looseObject({ 'detail-type': z.literal('Scheduled Event') })
const typed = z.looseObject({ text: z.string().optional(), command: z.string().optional() })
const answered = z.looseObject({
  kind: z.string().optional(),
  seconds: z.number().optional(),
  statusCode: z.number().optional(),
})

export const isScheduled = (payload: string): boolean => scheduled.safeParse(readJson(payload)).success

export function describeInvocation(invoked: Invoked, { inKeys, inText }: References): NewEntry {
  const { functionName, requestId, result } = invoked
  const payload = readJson(invoked.payload)
  const fromGateway = gateway.safeParse(payload).data?.requestContext.requestId
  const isFailed = result.kind === 'failed'
  return entryOf({
    atMs: invoked.startedAt,
    tookMs: invoked.tookMs,
    lane: 'function',
    isSchedule: isScheduled(invoked.payload),
    title: functionName,
    about: purposes[functionName] ?? (isScheduled(invoked.payload) ? 'by its schedule' : ''),
    result: isFailed ? result.error.errorType : wordsOf(readJson(result.payload)),
    isTrouble: isFailed,
    references: fromGateway === undefined ? [...new Set([...inKeys(payload), ...inText(wordsIn(payload))])] : [],
    links: [invocationLink(requestId), ...(fromGateway === undefined ? [] : [gatewayLink(fromGateway)])],
    parts: [
      {
        label: `Lambda invokes ${functionName}`,
        line: `request id ${requestId}`,
        headers: {},
        body: fromGateway === undefined ? payload : 'The request from Slack, as API Gateway hands it on.',
      },
      isFailed
        ? { label: 'It fails', line: result.error.errorType, headers: {}, body: result.error }
        : { label: 'It returns', line: '', headers: {}, body: readJson(result.payload) ?? result.payload },
    ],
  })
}

export function describeHandOn({ at, functionName, requestId, payload, headers }: HandedOn): NewEntry {
  return entryOf({
    atMs: at,
    lane: 'function',
    title: `hands on to ${functionName}`,
    about: 'asynchronous invocation: accepted now, done afterwards',
    result: 'accepted',
    links: [...invocationLinks({ ...headers }), invocationLink(requestId)],
    parts: [
      {
        label: 'Invoke, asynchronously',
        line: `POST /2015-03-31/functions/${functionName}/invocations`,
        headers: {},
        body: readJson(payload),
      },
      { label: 'Lambda accepts', line: 'HTTP 202', headers: {}, body: `request id ${requestId}` },
    ],
  })
}

/** What a person typed, or a button stands for; not their reasons and notes. */
function wordsIn(payload: unknown): string {
  const { text, command } = typed.safeParse(payload).data ?? {}
  return text ?? command ?? ''
}

/** What a function says by its answer: the kind of a step, or a status. */
function wordsOf(answer: unknown): string {
  const { kind, seconds, statusCode } = answered.safeParse(answer).data ?? {}
  if (kind === undefined) return statusCode === undefined ? 'done' : `${statusCode}`
  return seconds === undefined ? kind : `${kind} ${seconds} s`
}

import type { AwsClient } from 'aws4fetch'
import * as z from 'zod/mini'
import type { EventBus } from '../usecases/ports/telling/event-bus.ts'
import { noticeEvent } from './notice-event.ts'

/** The bus, or the role, does not allow it: trying again is of no use until somebody changes that. */
export class EventBusRefused extends Error {
  override name = 'EventBusRefused' as const
}

/** It did not answer, or is too busy. */
export class EventBusUnavailable extends Error {
  override name = 'EventBusUnavailable' as const
}

type Options = {
  /** Signed for EventBridge. A plain call, as to Lambda and Parameter Store: one operation is not worth the SDK's client. */
  fetch: AwsClient['fetch']
  endpoint: string
  label: (entity: string) => string
}

const timeoutMs = 5_000

/** "If any entries failed, FailedEntryCount is greater than 0", and the answer is 200 all the same: API reference of PutEvents. */
const answerSchema = z.object({
  FailedEntryCount: z.int(),
  Entries: z.array(z.object({ ErrorCode: z.optional(z.string()), ErrorMessage: z.optional(z.string()) })),
})

/** Codes after which the next try may succeed. */
const passing = ['ThrottlingException', 'InternalFailure', 'InternalException', 'ServiceUnavailable']

export function createEventBus({ fetch, endpoint, label }: Options): EventBus {
  return {
    async put(bus, notice, at) {
      const { source, detailType, detail } = noticeEvent(notice, label)
      const entry = {
        EventBusName: bus,
        Source: source,
        DetailType: detailType,
        Detail: JSON.stringify(detail),
        Time: Math.floor(Date.parse(at) / 1000),
      }
      const answer = await callOrUnavailable(bus, () =>
        fetch(`${endpoint}/`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
          body: JSON.stringify({ Entries: [entry] }),
          signal: AbortSignal.timeout(timeoutMs),
        }),
      )
      await mustBeTaken(bus, answer)
    },
  }
}

async function callOrUnavailable(bus: string, call: () => Promise<Response>): Promise<Response> {
  try {
    return await call()
  } catch (cause) {
    throw new EventBusUnavailable(`EventBridge did not answer for the bus ${bus}.`, { cause })
  }
}

async function mustBeTaken(bus: string, answer: Response): Promise<void> {
  const body: unknown = await answer.json().catch(() => undefined)
  if (answer.status >= 500 || answer.status === 429) {
    throw new EventBusUnavailable(`EventBridge answered ${answer.status} for the bus ${bus}.`)
  }
  const read = answerSchema.safeParse(body)
  if (!answer.ok || !read.success)
    throw new EventBusRefused(`EventBridge answered ${answer.status} for the bus ${bus}.`)
  if (read.data.FailedEntryCount === 0) return
  const { ErrorCode = 'no code', ErrorMessage = '' } = read.data.Entries.find((one) => one.ErrorCode) ?? {}
  const because = `EventBridge did not take an event for the bus ${bus}: ${ErrorCode} ${ErrorMessage}`.trim()
  throw passing.includes(ErrorCode) ? new EventBusUnavailable(because) : new EventBusRefused(because)
}

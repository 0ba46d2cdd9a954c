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

type Asked = { path: string; headers: Readonly<Record<string, string>>; body: string; timeoutMs: number }
type Answer = { status: number; text: string }

type Options = {
  /** Signed for EventBridge. A plain call, as to Lambda and Parameter Store: one operation is not worth the SDK's client. */
  call: (asked: Asked) => Promise<Answer>
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

export function createEventBus({ call, label }: Options): EventBus {
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
        call({
          path: '/',
          headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
          body: JSON.stringify({ Entries: [entry] }),
          timeoutMs,
        }),
      )
      mustBeTaken(bus, answer)
    },
  }
}

async function callOrUnavailable(bus: string, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call()
  } catch (cause) {
    throw new EventBusUnavailable(`EventBridge did not answer for the bus ${bus}.`, { cause })
  }
}

function mustBeTaken(bus: string, answer: Answer): void {
  if (answer.status >= 500 || answer.status === 429) {
    throw new EventBusUnavailable(`EventBridge answered ${answer.status} for the bus ${bus}.`)
  }
  const read = answerSchema.safeParse(readJson(answer.text))
  if (answer.status !== 200 || !read.success)
    throw new EventBusRefused(`EventBridge answered ${answer.status} for the bus ${bus}.`)
  if (read.data.FailedEntryCount === 0) return
  const { ErrorCode = 'no code', ErrorMessage = '' } = read.data.Entries.find((one) => one.ErrorCode) ?? {}
  const because = `EventBridge did not take an event for the bus ${bus}: ${ErrorCode} ${ErrorMessage}`.trim()
  throw passing.includes(ErrorCode) ? new EventBusUnavailable(because) : new EventBusRefused(because)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import { z } from 'zod'

const answerShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('succeeded'), result: z.unknown() }),
  z.object({ kind: z.literal('failed'), error: z.string(), cause: z.string().nullable() }),
])

/** Moments are milliseconds since 1970 by the interpreter's clock. */
const turnShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('entered') }),
  z.object({ kind: z.literal('waiting'), untilAt: z.number() }),
  z.object({ kind: z.literal('retrying'), untilAt: z.number() }),
  z.object({
    kind: z.literal('invoking'),
    functionName: z.string(),
    payload: z.unknown(),
    timeoutMs: z.number().nullable(),
    deadlineAt: z.number().nullable(),
    token: z.string().nullable(),
  }),
  z.object({ kind: z.literal('awaiting-token'), token: z.string(), deadlineAt: z.number().nullable() }),
  z.object({ kind: z.literal('answered'), answer: answerShape }),
])

const visitShape = z.object({
  stateName: z.string(),
  input: z.unknown(),
  enteredAt: z.number(),
  enteredEventId: z.number(),
  /** Counts attempts over the whole execution, so that an answer can be told from an earlier attempt's. */
  attempt: z.number(),
  /** Per retrier of the state, in its order. */
  retriesUsed: z.array(z.number()),
  turn: turnShape,
})

const progressShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('running'), visit: visitShape }),
  z.object({
    kind: z.literal('ended'),
    status: z.enum(['SUCCEEDED', 'FAILED', 'ABORTED']),
    endedAt: z.number(),
    output: z.string().nullable(),
    error: z.string().nullable(),
    cause: z.string().nullable(),
  }),
])

/** An execution as it is kept on disk: everything needed to go on after a kill. */
export const executionShape = z.object({
  arn: z.string(),
  name: z.string(),
  stateMachineArn: z.string(),
  /** As on AWS, an execution ends on the definition that it began with. */
  definitionId: z.string(),
  input: z.string(),
  startedAt: z.number(),
  lastEventId: z.number(),
  progress: progressShape,
})

export type Execution = z.infer<typeof executionShape>
export type Visit = z.infer<typeof visitShape>
export type Turn = z.infer<typeof turnShape>
export type Answer = z.infer<typeof answerShape>
export type Ended = Extract<z.infer<typeof progressShape>, { kind: 'ended' }>

export function statusOf({ progress }: Execution): 'RUNNING' | Ended['status'] {
  return progress.kind === 'running' ? 'RUNNING' : progress.status
}

/** When the execution must be looked at again without anything else happening, or null. */
export function dueAt({ progress }: Execution): number | null {
  if (progress.kind === 'ended') return null
  const { turn } = progress.visit
  if (turn.kind === 'waiting' || turn.kind === 'retrying') return turn.untilAt
  return turn.kind === 'invoking' || turn.kind === 'awaiting-token' ? turn.deadlineAt : null
}

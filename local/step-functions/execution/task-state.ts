import { randomBytes } from 'node:crypto'
import type { TaskState } from '../definition-shape.ts'
import { evaluateTemplate, expectSeconds } from '../expressions.ts'
import { type Change, type NewEvent, named, record, takeTurn } from './change.ts'
import type { Answer, Execution, Visit } from './execution.ts'
import type { InvokeResult } from './invoke-function.ts'
import { isWithinPayloadLimit, tooLarge, withinPayloadLimit } from './payload-limit.ts'
import { nextRetry } from './retry.ts'
import { statesVariable } from './states-variable.ts'

const TOKEN_BYTES = 512
const REGION = /^arn:aws[^:]*:states:([^:]*):/

function waitsForToken(state: TaskState): boolean {
  return state.Resource.endsWith('.waitForTaskToken')
}

export function isTokenShaped(token: string): boolean {
  return /^[A-Za-z0-9+/=]+$/.test(token) && Buffer.from(token, 'base64').length === TOKEN_BYTES
}

/** Begins an attempt: what will be invoked is in the change, so that it can be invoked again after a kill. */
export async function scheduleTask(
  execution: Execution,
  visit: Visit,
  { state, now }: { state: TaskState; now: number },
): Promise<Change> {
  const token = waitsForToken(state) ? randomBytes(TOKEN_BYTES).toString('base64') : null
  const states = statesVariable(execution, visit, { token })
  const given = await evaluateTemplate(state.Arguments, 'Arguments', states)
  const { FunctionName, Payload } = withinPayloadLimit(toInvocation(given), visit.stateName)
  const timeoutMs =
    state.TimeoutSeconds === undefined
      ? null
      : expectSeconds(await evaluateTemplate(state.TimeoutSeconds, 'TimeoutSeconds', states), 'TimeoutSeconds', 1) *
        1000
  const scheduled = record({ execution, events: [] }, ...scheduleEvents(execution, state, { FunctionName, Payload }))
  return takeTurn(
    scheduled,
    { ...visit, attempt: visit.attempt + 1 },
    {
      kind: 'invoking',
      functionName: FunctionName.replace(/^.*:function:/, ''),
      payload: Payload,
      timeoutMs,
      deadlineAt: timeoutMs === null ? null : now + timeoutMs,
      token,
    },
  )
}

function toInvocation(given: unknown): { FunctionName: string; Payload: unknown } {
  const named = typeof given === 'object' && given !== null ? given : {}
  return {
    FunctionName: 'FunctionName' in named ? String(named.FunctionName) : '',
    Payload: 'Payload' in named ? named.Payload : {},
  }
}

function scheduleEvents(execution: Execution, state: TaskState, parameters: object): NewEvent[] {
  const region = REGION.exec(execution.stateMachineArn)?.[1] ?? ''
  const timeout = typeof state.TimeoutSeconds === 'number' ? { timeoutInSeconds: state.TimeoutSeconds } : {}
  return [
    {
      type: 'TaskScheduled',
      taskScheduledEventDetails: { ...resourceOf(state), region, parameters: JSON.stringify(parameters), ...timeout },
    },
    { type: 'TaskStarted', taskStartedEventDetails: resourceOf(state) },
  ]
}

function resourceOf(state: TaskState): { resourceType: string; resource: string } {
  return { resourceType: 'lambda', resource: state.Resource.replace('arn:aws:states:::lambda:', '') }
}

/** The attempt is over; what follows from the answer is the next step's affair. */
export function answerTask(
  execution: Execution,
  visit: Visit,
  { state, answer }: { state: TaskState; answer: Answer },
): Change {
  const resource = resourceOf(state)
  const output = answer.kind === 'succeeded' ? JSON.stringify(answer.result) : ''
  const event: NewEvent =
    answer.kind === 'succeeded'
      ? {
          type: 'TaskSucceeded',
          taskSucceededEventDetails: { ...resource, output, outputDetails: { truncated: false } },
        }
      : answer.error === 'States.Timeout'
        ? { type: 'TaskTimedOut', taskTimedOutEventDetails: { ...resource, ...named(answer) } }
        : { type: 'TaskFailed', taskFailedEventDetails: { ...resource, ...named(answer) } }
  return takeTurn(record({ execution, events: [] }, event), visit, { kind: 'answered', answer })
}

/** What the function's answer means to the attempt. A task that waits for its token goes on waiting, whatever the function said. */
export function answerInvocation(
  execution: Execution,
  visit: Visit,
  { state, result }: { state: TaskState; result: InvokeResult },
): Change {
  const { turn } = visit
  if (result.kind === 'failed') return answerTask(execution, visit, { state, answer: result })
  const output = { ExecutedVersion: '$LATEST', Payload: result.payload ?? null, StatusCode: 200 }
  if (!isWithinPayloadLimit(output)) {
    const answer = { kind: 'failed', error: 'States.DataLimitExceeded', cause: tooLarge(visit.stateName) } as const
    return answerTask(execution, visit, { state, answer })
  }
  if (turn.kind !== 'invoking' || turn.token === null)
    return answerTask(execution, visit, { state, answer: { kind: 'succeeded', result: output } })
  const submitted = { ...resourceOf(state), output: JSON.stringify(output), outputDetails: { truncated: false } }
  const recorded = record({ execution, events: [] }, { type: 'TaskSubmitted', taskSubmittedEventDetails: submitted })
  return takeTurn(recorded, visit, { kind: 'awaiting-token', token: turn.token, deadlineAt: turn.deadlineAt })
}

/** A function in flight has its timeout before it from now on; undefined where there is none, or none of that kind. */
export function giveAllItsTime(execution: Execution, visit: Visit, now: number): Change | undefined {
  const { turn } = visit
  if (turn.kind !== 'invoking' || turn.token !== null || turn.timeoutMs === null) return undefined
  return takeTurn({ execution, events: [] }, visit, { ...turn, deadlineAt: now + turn.timeoutMs })
}

/** The next attempt's due time stored, or undefined if no retrier takes the error. */
export function retryTask(
  change: Change,
  visit: Visit,
  {
    state,
    error,
    now,
    speed,
    random,
  }: { state: TaskState; error: string; now: number; speed: number; random: () => number },
): Change | undefined {
  const retry = nextRetry(state.Retry, visit.retriesUsed, { error, random })
  if (retry === undefined) return undefined
  const retriesUsed = state.Retry.map((_, index) => (visit.retriesUsed[index] ?? 0) + (index === retry.index ? 1 : 0))
  const untilAt = Math.ceil(now + (retry.delaySeconds * 1000) / speed)
  return takeTurn(change, { ...visit, retriesUsed }, { kind: 'retrying', untilAt })
}

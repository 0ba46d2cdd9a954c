import type { HistoryEvent } from '@aws-sdk/client-sfn'
import type { State } from '../definition-shape.ts'
import type { Ended, Execution, Turn, Visit } from './execution.ts'

export type NewEvent = Omit<HistoryEvent, 'id' | 'timestamp' | 'previousEventId'>

/** An execution after a transition, and the history events that tell of it. Stored together or not at all. */
export type Change = { execution: Execution; events: NewEvent[] }

const HISTORY_LIMIT = 25_000
const shown = { truncated: false }

export function record({ execution, events }: Change, ...added: NewEvent[]): Change {
  return {
    execution: { ...execution, lastEventId: execution.lastEventId + added.length },
    events: [...events, ...added],
  }
}

export function takeTurn(change: Change, visit: Visit, turn: Turn): Change {
  return { ...change, execution: { ...change.execution, progress: { kind: 'running', visit: { ...visit, turn } } } }
}

export type Entry = { stateName: string; state: State; input: unknown; attempt: number; now: number }

export function enterState(change: Change, { stateName, state, input, attempt, now }: Entry): Change {
  const entered = record(change, {
    type: `${state.Type}StateEntered`,
    stateEnteredEventDetails: { name: stateName, input: JSON.stringify(input), inputDetails: shown },
  })
  const visit: Visit = {
    stateName,
    input,
    enteredAt: now,
    enteredEventId: entered.execution.lastEventId,
    attempt,
    retriesUsed: [],
    turn: { kind: 'entered' },
  }
  return { ...entered, execution: { ...entered.execution, progress: { kind: 'running', visit } } }
}

export function exitState(
  change: Change,
  type: Exclude<State['Type'], 'Fail'>,
  exit: { stateName: string; output: unknown },
): Change {
  return record(change, {
    type: `${type}StateExited`,
    stateExitedEventDetails: { name: exit.stateName, output: JSON.stringify(exit.output), outputDetails: shown },
  })
}

export function succeedExecution(change: Change, output: unknown, now: number): Change {
  const text = JSON.stringify(output)
  const recorded = record(change, {
    type: 'ExecutionSucceeded',
    executionSucceededEventDetails: { output: text, outputDetails: shown },
  })
  return end(recorded, { status: 'SUCCEEDED', endedAt: now, output: text, error: null, cause: null })
}

export type Failure = { error: string | null; cause: string | null }

export function failExecution(change: Change, { error, cause }: Failure, now: number): Change {
  const recorded = record(change, { type: 'ExecutionFailed', executionFailedEventDetails: named({ error, cause }) })
  return end(recorded, { status: 'FAILED', endedAt: now, output: null, error, cause })
}

export function abortExecution(change: Change, { error, cause }: Failure, now: number): Change {
  const recorded = record(change, { type: 'ExecutionAborted', executionAbortedEventDetails: named({ error, cause }) })
  return end(recorded, { status: 'ABORTED', endedAt: now, output: null, error, cause })
}

/** Without the keys that are null: AWS leaves them out, of a timeout's cause for one. */
export function named({ error, cause }: Failure): { error?: string; cause?: string } {
  return { ...(error === null ? {} : { error }), ...(cause === null ? {} : { cause }) }
}

function end(change: Change, ended: Omit<Ended, 'kind'>): Change {
  return { ...change, execution: { ...change.execution, progress: { kind: 'ended', ...ended } } }
}

/** "If the event number 25,000 isn't ExecutionSucceeded, the ExecutionFailed event is logged and the … execution fails." */
export function withinHistoryLimit(before: Execution, change: Change, now: number): Change {
  const { lastEventId, progress } = change.execution
  if (lastEventId < HISTORY_LIMIT || (lastEventId === HISTORY_LIMIT && progress.kind === 'ended')) return change
  const kept = change.events.slice(0, HISTORY_LIMIT - 1 - before.lastEventId)
  const cause = `The execution reached the maximum number of history events (${HISTORY_LIMIT}).`
  return failExecution(record({ execution: before, events: [] }, ...kept), { error: 'States.Runtime', cause }, now)
}

import { randomUUID } from 'node:crypto'
import type { Operation } from './api.ts'
import { ApiError } from './api-error.ts'
import { enterState, record } from './execution/change.ts'
import type { Engine } from './execution/engine.ts'
import { type Execution, statusOf } from './execution/execution.ts'
import type { Store } from './execution/store.ts'
import { historyOperations, readExecution, seconds } from './history-operations.ts'
import { checkArn, checkName, checkToken, parseJson, parseRequest, requests } from './requests.ts'
import type { StateMachine } from './state-machine.ts'

export type OperationsOptions = {
  engine: Engine
  store: Store
  stateMachines: Map<string, StateMachine>
  now: () => Date
}

const NAMES_KEPT_MS = 90 * 24 * 3_600_000

export function createOperations(options: OperationsOptions): Record<string, Operation> {
  const { engine, store, now } = options
  return {
    ...historyOperations(options),
    StartExecution: (request) => startExecution(request, options),
    StopExecution: (request) => {
      const { executionArn, error, cause } = parseRequest(requests.stopExecution, request)
      readExecution(store, executionArn)
      engine.stop(executionArn, { error: error ?? null, cause: cause ?? null })
      const { progress } = readExecution(store, executionArn).execution
      return { stopDate: seconds(progress.kind === 'ended' ? progress.endedAt : now().getTime()) }
    },
    SendTaskSuccess: (request) => {
      const { taskToken, output } = parseRequest(requests.sendTaskSuccess, request)
      const result = parseJson(output, 'InvalidOutput')
      return answerToken(engine, taskToken, { kind: 'succeeded', result })
    },
    SendTaskFailure: (request) => {
      const { taskToken, error, cause } = parseRequest(requests.sendTaskFailure, request)
      return answerToken(engine, taskToken, {
        kind: 'failed',
        error: error ?? 'States.TaskFailed',
        cause: cause ?? null,
      })
    },
    SendTaskHeartbeat: (request) =>
      answerToken(engine, parseRequest(requests.sendTaskHeartbeat, request).taskToken, undefined),
  }
}

function answerToken(engine: Engine, token: string, answer: Parameters<Engine['answerToken']>[1]): object {
  checkToken(token)
  const outcome = engine.answerToken(token, answer)
  if (outcome === 'unknown')
    throw new ApiError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'")
  // What AWS says of every token whose attempt is over, by answer, by timeout or by the execution's end.
  if (outcome === 'not-waiting')
    throw new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
  return {}
}

function startExecution(request: unknown, { engine, store, stateMachines, now }: OperationsOptions): object {
  const { stateMachineArn, name = null, input = null } = parseRequest(requests.startExecution, request)
  checkArn(stateMachineArn, 'stateMachine')
  const stateMachine = stateMachines.get(stateMachineArn)
  if (stateMachine === undefined)
    throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`)
  if (name !== null) checkName(name)
  parseJson(input ?? '{}', 'InvalidExecutionInput')
  const startedAt = now().getTime()
  store.forgetEndedBefore(startedAt - NAMES_KEPT_MS)
  const started = newExecution(stateMachine, { name: name ?? randomUUID(), input: input ?? '{}', startedAt })
  if (store.insert(started)) {
    engine.wake(started.execution.arn)
    return { executionArn: started.execution.arn, startDate: seconds(startedAt) }
  }
  return sameExecution(readExecution(store, started.execution.arn).execution, started.execution.input)
}

/** The same name and input as an execution that is running is the same request again. */
function sameExecution(execution: Execution, input: string): object {
  if (statusOf(execution) === 'RUNNING' && execution.input === input)
    return { executionArn: execution.arn, startDate: seconds(execution.startedAt) }
  throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${execution.arn}'`)
}

function newExecution(
  stateMachine: StateMachine,
  { name, input, startedAt }: { name: string; input: string; startedAt: number },
) {
  const { arn, definition, definitionId } = stateMachine
  const state = definition.States[definition.StartAt]
  if (state === undefined) throw new Error(`there is no state '${definition.StartAt}'`)
  const execution: Execution = {
    arn: `${arn.replace(':stateMachine:', ':execution:')}:${name}`,
    name,
    stateMachineArn: arn,
    definitionId,
    input,
    startedAt,
    lastEventId: 0,
    // Replaced below by entering the first state.
    progress: { kind: 'ended', status: 'ABORTED', endedAt: startedAt, output: null, error: null, cause: null },
  }
  const started = record(
    { execution, events: [] },
    { type: 'ExecutionStarted', executionStartedEventDetails: { input, inputDetails: { truncated: false } } },
  )
  return enterState(started, {
    stateName: definition.StartAt,
    state,
    input: JSON.parse(input),
    attempt: 0,
    now: startedAt,
  })
}

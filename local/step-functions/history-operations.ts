import type { Operation } from './api.ts'
import { ApiError } from './api-error.ts'
import { statusOf } from './execution/execution.ts'
import type { Store, Stored, StoredEvent } from './execution/store.ts'
import { checkArn, parseRequest, readPageToken, requests, writePageToken } from './requests.ts'
import type { StateMachine } from './state-machine.ts'

const DEFAULT_PAGE = 100

/** AWS JSON has moments as seconds since 1970, with fractions. */
export function seconds(ms: number): number {
  return ms / 1000
}

/** Throws `ApiError` ExecutionDoesNotExist. */
export function readExecution(store: Store, arn: string): Stored {
  checkArn(arn, 'execution')
  const stored = store.read(arn)
  if (stored === undefined) throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
  return stored
}

/** The operations that only read. */
export function historyOperations(options: {
  store: Store
  stateMachines: Map<string, StateMachine>
}): Record<string, Operation> {
  return {
    DescribeExecution: (request) => {
      const { executionArn } = parseRequest(requests.describeExecution, request)
      return describeExecution(readExecution(options.store, executionArn))
    },
    ListExecutions: (request) => listExecutions(request, options),
    GetExecutionHistory: (request) => getExecutionHistory(request, options.store),
  }
}

function describeExecution(stored: Stored): object {
  const { input, progress } = stored.execution
  const described = { ...summarize(stored), input, inputDetails: { included: true }, redriveCount: 0 }
  if (progress.kind === 'running') return described
  const { output, error, cause } = progress
  return {
    ...described,
    ...(output === null ? {} : { output, outputDetails: { included: true } }),
    ...(error === null ? {} : { error }),
    ...(cause === null ? {} : { cause }),
  }
}

function summarize({ execution }: Stored): object {
  const { arn, name, stateMachineArn, startedAt, progress } = execution
  return {
    executionArn: arn,
    stateMachineArn,
    name,
    status: statusOf(execution),
    startDate: seconds(startedAt),
    ...(progress.kind === 'running' ? {} : { stopDate: seconds(progress.endedAt) }),
  }
}

function listExecutions(
  request: unknown,
  { store, stateMachines }: { store: Store; stateMachines: Map<string, StateMachine> },
): object {
  const { stateMachineArn, statusFilter, maxResults, nextToken } = parseRequest(requests.listExecutions, request)
  checkArn(stateMachineArn, 'stateMachine')
  if (!stateMachines.has(stateMachineArn))
    throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`)
  const limit = maxResults || DEFAULT_PAGE
  const before = nextToken ? readPageToken(nextToken) : Number.MAX_SAFE_INTEGER
  const found = store.list(stateMachineArn, { status: statusFilter ?? null, before, limit: limit + 1 })
  const shown = found.slice(0, limit)
  return { executions: shown.map(summarize), ...next(found.length > limit, shown.at(-1)?.number) }
}

function getExecutionHistory(request: unknown, store: Store): object {
  const { executionArn, reverseOrder, includeExecutionData, maxResults, nextToken } = parseRequest(
    requests.getExecutionHistory,
    request,
  )
  readExecution(store, executionArn)
  const limit = maxResults || DEFAULT_PAGE
  const reverse = reverseOrder ?? false
  const after = nextToken ? readPageToken(nextToken) : reverse ? Number.MAX_SAFE_INTEGER : 0
  const found = store.events(executionArn, { after, reverse, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const events = shown.map((stored) => writeEvent(stored, includeExecutionData ?? true))
  return { events, ...next(found.length > limit, shown.at(-1)?.id) }
}

function next(more: boolean, position: number | undefined): object {
  return more && position !== undefined ? { nextToken: writePageToken(position) } : {}
}

/** The first state's entry names no event before it, as on AWS. */
function writeEvent({ id, at, event }: StoredEvent, withData: boolean): object {
  const written = { timestamp: seconds(at), id, previousEventId: id <= 2 ? 0 : id - 1, ...event }
  return withData ? written : JSON.parse(JSON.stringify(written, withoutData))
}

const dataKeys = new Set(['input', 'inputDetails', 'output', 'outputDetails'])

function withoutData(key: string, value: unknown): unknown {
  return dataKeys.has(key) ? undefined : value
}

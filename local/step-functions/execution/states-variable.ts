import type { StatesVariable } from '../expressions.ts'
import type { Execution, Visit } from './execution.ts'

/** `$states` for a state being visited. */
export function statesVariable(
  execution: Execution,
  visit: Visit,
  { token, ...added }: { token?: string | null; result?: unknown; errorOutput?: unknown } = {},
): StatesVariable {
  return { input: visit.input, context: contextOf(execution, visit, token ?? null), ...added }
}

function contextOf(execution: Execution, visit: Visit, token: string | null): object {
  return {
    Execution: {
      Id: execution.arn,
      Input: JSON.parse(execution.input),
      Name: execution.name,
      StartTime: new Date(execution.startedAt).toISOString(),
    },
    StateMachine: { Id: execution.stateMachineArn, Name: execution.stateMachineArn.split(':').at(-1) },
    State: {
      EnteredTime: new Date(visit.enteredAt).toISOString(),
      Name: visit.stateName,
      RetryCount: visit.retriesUsed.reduce((sum, used) => sum + used, 0),
    },
    ...(token === null ? {} : { Task: { Token: token } }),
  }
}

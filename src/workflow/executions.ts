import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import type { Resume, Start, Workflow } from '../usecases/ports/workflow.ts'

/** What an execution is given is the request's key: the store is the truth. */
export function createStart(sfn: SFNClient, stateMachineArn: string): Start {
  return {
    async start({ entity, number }, execution) {
      const input = JSON.stringify({ request: { entity, number } })
      try {
        await sfn.send(new StartExecutionCommand({ stateMachineArn, name: execution, input }))
      } catch (error) {
        // It ran already and has ended: whatever is left to do, the repair starts under the next name.
        if (!(error instanceof ExecutionAlreadyExists)) throw error
      }
    },
  }
}

export function createResume(sfn: SFNClient): Resume {
  return {
    async resume(taskToken) {
      try {
        await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))
      } catch (error) {
        if (!isDeadToken(error)) throw error
      }
    },
  }
}

/** Tells how an execution stands. */
export function createStateOf(sfn: SFNClient, stateMachineArn: string): Pick<Workflow, 'stateOf'> {
  return {
    async stateOf(execution) {
      try {
        const found = await sfn.send(
          new DescribeExecutionCommand({ executionArn: executionArn(stateMachineArn, execution) }),
        )
        return found.status === 'RUNNING' ? 'running' : 'ended'
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return 'missing'
        throw error
      }
    },
  }
}

/** All three. Apart from each of them, so that a function may do only what it does. */
export function createWorkflow(sfn: SFNClient, stateMachineArn: string): Workflow {
  return {
    ...createStart(sfn, stateMachineArn),
    ...createResume(sfn),
    ...createStateOf(sfn, stateMachineArn),
  }
}

/** A token dies with its attempt. */
function isDeadToken(error: unknown): boolean {
  return error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken
}

function executionArn(stateMachineArn: string, execution: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${execution}`
}

import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { vi } from 'vitest'
import { type InvokeResult, type StepFunctionsOptions, startStepFunctions } from '../../local/step-functions/server.ts'
import { periodRequest, stateMachineArn } from './period-request-definition.ts'

export function oneState(state: object, rest: Record<string, object> = {}): object {
  return { QueryLanguage: 'JSONata', StartAt: 'Only', States: { Only: state, ...rest } }
}

export class Clock {
  #ms = Date.parse('2026-11-02T14:00:00Z')
  now = () => new Date(this.#ms)
  advance(seconds: number) {
    this.#ms += seconds * 1000
  }
}

export const answered = (payload: unknown): InvokeResult => ({ kind: 'answered', payload })
export const failed = (error: string): InvokeResult => ({
  kind: 'failed',
  error,
  cause: JSON.stringify({ errorMessage: 'as scripted', errorType: error }),
})
export const never = new Promise<InvokeResult>(() => {})

export type Call = { functionName: string; payload: unknown }
export type Answers = Record<string, (InvokeResult | Promise<InvokeResult>)[]>

/** Functions that answer what is scripted, in order; one that is asked more often never answers. */
export class Functions {
  readonly calls: Call[] = []
  readonly #answers: Map<string, (InvokeResult | Promise<InvokeResult>)[]>

  constructor(answers: Answers) {
    this.#answers = new Map(Object.entries(answers).map(([name, list]) => [name, [...list]]))
  }

  invoke = async (functionName: string, payload: unknown): Promise<InvokeResult> => {
    this.calls.push({ functionName, payload })
    return this.#answers.get(functionName)?.shift() ?? never
  }

  payloads(functionName: string): unknown[] {
    return this.calls.filter((call) => call.functionName === functionName).map(({ payload }) => payload)
  }

  /** The payload of the nth call (from 1), once it has been made. */
  async called(functionName: string, count: number): Promise<unknown> {
    return vi.waitFor(
      () => {
        const payloads = this.payloads(functionName)
        if (payloads.length < count)
          throw new Error(`${functionName} was called ${payloads.length} times, not ${count}`)
        return payloads[count - 1]
      },
      { interval: 2, timeout: 30_000 },
    )
  }
}

type Setup = Partial<Omit<StepFunctionsOptions, 'now'>> & { definition?: unknown; clock?: Clock; answers?: Answers }

/** The interpreter with scripted functions, a clock of its own, and the AWS SDK in front of it. */
export async function startInterpreter({
  definition = periodRequest,
  clock = new Clock(),
  answers = {},
  ...options
}: Setup) {
  const functions = new Functions(answers)
  const stepFunctions = await startStepFunctions({
    port: 0,
    file: ':memory:',
    stateMachines: [{ arn: stateMachineArn, definition }],
    invoke: functions.invoke,
    now: clock.now,
    ...options,
  })
  const sfn = new SFNClient({
    endpoint: stepFunctions.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  })
  const describe = (executionArn: string) => sfn.send(new DescribeExecutionCommand({ executionArn }))
  return {
    ...stepFunctions,
    clock,
    functions,
    sfn,
    describe,
    async start(input: object, name = 'US-0147'): Promise<string> {
      const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) })
      return (await sfn.send(command)).executionArn ?? ''
    },
    async advance(seconds: number): Promise<void> {
      clock.advance(seconds)
      await stepFunctions.tick()
    },
    async history(executionArn: string): Promise<HistoryEvent[]> {
      return (await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }))).events ?? []
    },
    /** The execution once it has ended. */
    async ended(executionArn: string) {
      return vi.waitFor(
        async () => {
          const execution = await describe(executionArn)
          if (execution.status === 'RUNNING') throw new Error('still running')
          return execution
        },
        { interval: 5, timeout: 30_000 },
      )
    },
    async [Symbol.asyncDispose]() {
      sfn.destroy()
      await stepFunctions.close()
    },
  }
}

export type Interpreter = Awaited<ReturnType<typeof startInterpreter>>

/** Waits for the execution to have recorded an event of the type `count` times. */
export async function recorded(
  interpreter: Interpreter,
  arn: string,
  type: HistoryEvent['type'],
  count = 1,
): Promise<HistoryEvent[]> {
  return vi.waitFor(
    async () => {
      const found = (await interpreter.history(arn)).filter((event) => event.type === type)
      if (found.length < count) throw new Error(`${type} is recorded ${found.length} times, not ${count}`)
      return found
    },
    { interval: 5, timeout: 30_000 },
  )
}

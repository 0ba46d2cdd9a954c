import { once } from 'node:events'
import { createApi, type OnCall } from './api.ts'
import { loadDefinition } from './definition.ts'
import { Engine } from './execution/engine.ts'
import type { Invoke } from './execution/invoke-function.ts'
import { type OnEvents, Store } from './execution/store.ts'
import { createOperations } from './operations.ts'
import type { StateMachine } from './state-machine.ts'

export type { InvokeResult } from './execution/invoke-function.ts'
export type { OnEvents } from './execution/store.ts'

export type StepFunctionsOptions = {
  port: number
  /** Where executions are kept; ':memory:' keeps nothing. */
  file: string
  /** Definitions as in the .asl.json file, their substitutions made. */
  stateMachines: { arn: string; definition: unknown }[]
  /** Invokes a Lambda function and waits for its answer. It gets the function's name, also where the definition has its ARN. */
  invoke: Invoke
  /** Divides the seconds of Wait and Retry; timeouts keep real time. */
  speed?: number
  now?: () => Date
  onEvents?: OnEvents | undefined
  onCall?: OnCall | undefined
}

export type StepFunctions = {
  url: string
  port: number
  /** Invokes no function until `resume`. */
  pause(): void
  /** While paused: resolves when what the functions answered has been followed as far as it goes without them. */
  settled(): Promise<void>
  /** Goes on with all that runs, by the clock as it is now; every function has all its time again. */
  resume(): void
  /** Whether something is done rather than waited for. */
  isBusy(): boolean
  /** Looks at once at what is due by `now`; only needed where `now` is not real time. */
  tick(): Promise<void>
  /** All executions as they are now, into a file that is not there yet. */
  copyTo(file: string): void
  /** Does not wait for functions: those in flight are invoked again after the next start. */
  close(): Promise<void>
}

/**
 * Step Functions on one machine: runs the state machines, and answers the AWS SDK. Throws `DefinitionRefused`.
 * There are only the states, fields and operations that the state machine and its callers use; Map, Parallel, Pass, variables,
 * JSONPath, heartbeat timeouts, Express, redrive and versions are not among them, and whatever uses them is refused.
 */
export async function startStepFunctions(options: StepFunctionsOptions): Promise<StepFunctions> {
  const { now = () => new Date(), speed = 1, invoke } = options
  const definitions = options.stateMachines.map(({ arn, definition }) => ({
    arn,
    source: definition,
    definition: loadDefinition(definition),
  }))
  const store = new Store(options.file, options.onEvents)
  const stateMachines = new Map<string, StateMachine>(
    definitions.map(({ arn, source, definition }) => [
      arn,
      { arn, definition, definitionId: store.keepDefinition(source) },
    ]),
  )
  const engine = new Engine({ store, invoke, speed, now })
  const server = createApi(createOperations({ engine, store, stateMachines, now }), options.onCall)
  try {
    server.listen(options.port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    store.close()
    throw error
  }
  engine.resume()
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  let closing: Promise<void> | undefined
  const close = async () => {
    server.close()
    server.closeAllConnections()
    await engine.close()
    store.close()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pause: () => engine.pause(),
    settled: () => engine.settled(),
    resume: () => engine.resume(),
    isBusy: () => engine.isBusy(),
    tick: () => engine.tick(),
    copyTo: (file) => store.copyTo(file),
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

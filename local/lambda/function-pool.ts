import type { Readable } from 'node:stream'
import { type FunctionWorker, type LocalFunction, startFunctionWorker } from './function-worker.ts'
import type { FunctionError, Invocation, InvocationResult } from './invocation.ts'

const MOST_WORKERS = 4

export type FunctionPool = {
  /** Waits for a free thread. Never answers once the pool is closed: as after a kill, whoever asked does not know. */
  invoke(invocation: Invocation): Promise<InvocationResult>
  /** Loads the function before it is needed; the error if it cannot be loaded. */
  warm(): Promise<FunctionError | undefined>
  close(): Promise<void>
}

/** The threads of one function: started when needed, up to four, each busy with one invocation at a time. */
export function functionPool(
  definition: LocalFunction,
  log: (functionName: string, output: Readable) => void,
): FunctionPool {
  const idle: FunctionWorker[] = []
  const all = new Set<FunctionWorker>()
  const waiting: { invocation: Invocation; answer: (result: InvocationResult) => void }[] = []
  let taken = 0
  let closed = false

  async function start(): Promise<FunctionError | undefined> {
    taken += 1
    const started = await startFunctionWorker(definition, log)
    if (!started.ok) {
      taken -= 1
      return started.error
    }
    all.add(started.worker)
    if (closed) await started.worker.terminate()
    else idle.push(started.worker)
    return undefined
  }

  function takeIdle(): FunctionWorker | undefined {
    for (let worker = idle.pop(); worker !== undefined; worker = idle.pop()) {
      if (worker.isUsable()) return worker
      taken -= 1
      all.delete(worker)
    }
    return undefined
  }

  async function serve(worker: FunctionWorker, next: (typeof waiting)[number]): Promise<void> {
    const result = await worker.run(next.invocation)
    if (closed) return
    idle.push(worker)
    next.answer(result)
    pump()
  }

  function pump(): void {
    while (waiting.length > 0 && !closed) {
      const worker = takeIdle()
      if (worker === undefined) break
      const next = waiting.shift()
      if (next !== undefined) void serve(worker, next)
    }
    if (waiting.length > 0 && taken < MOST_WORKERS && !closed) {
      void start().then((error) => {
        if (error !== undefined) waiting.shift()?.answer({ kind: 'failed', error })
        pump()
      })
    }
  }

  return {
    invoke: (invocation) =>
      new Promise((answer) => {
        waiting.push({ invocation, answer })
        pump()
      }),
    warm: start,
    async close() {
      closed = true
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}

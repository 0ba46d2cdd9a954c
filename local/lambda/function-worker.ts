import type { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { FromWorker, FunctionError, Invocation, InvocationResult, ToWorker } from './invocation.ts'

export type LocalFunction = {
  name: string
  /** The CommonJS bundle that exports `handler`. */
  bundle: string
  timeoutSeconds: number
  memoryMb: number
  maximumRetryAttempts: number
  /** All that the function sees of the environment. */
  environment: Readonly<Record<string, string>>
}

export type FunctionWorker = {
  /** One at a time. Never rejects. */
  run(invocation: Invocation): Promise<InvocationResult>
  /** False once the thread has ended or is not to be used again. */
  isUsable(): boolean
  terminate(): Promise<void>
}

const { NODE_COMPILE_CACHE } = process.env
/** For the thread, which takes it out of what its function sees. */
const compileCache = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }

type Log = (functionName: string, output: Readable) => void

/** Starts a thread that has loaded the function's bundle, or says why it could not. */
export async function startFunctionWorker(
  definition: LocalFunction,
  log: Log,
): Promise<{ ok: true; worker: FunctionWorker } | { ok: false; error: FunctionError }> {
  const { name, bundle, memoryMb } = definition
  const thread = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: { functionName: name, bundle, memoryMb },
    env: { ...definition.environment, ...compileCache },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
  })
  log(name, thread.stdout)
  log(name, thread.stderr)
  const first = await nextMessage(thread)
  if (first.kind === 'ready') return { ok: true, worker: workerOn(thread, definition) }
  void thread.terminate()
  if (first.kind === 'broken') return { ok: false, error: first.error }
  return { ok: false, error: { errorType: 'Runtime.ExitError', errorMessage: 'the thread ended while it loaded' } }
}

function workerOn(thread: Worker, { name, timeoutSeconds }: LocalFunction): FunctionWorker {
  let usable = true
  thread.once('exit', () => {
    usable = false
  })
  // An error between two invocations, of something that an earlier one left: the thread ends, nobody is waiting for it.
  thread.on('error', () => {
    usable = false
  })
  const finish = (result: InvocationResult): InvocationResult => {
    usable = false
    void thread.terminate()
    return result
  }
  return {
    isUsable: () => usable,
    async terminate() {
      usable = false
      await thread.terminate()
    },
    async run(invocation) {
      const timeoutMs = timeoutSeconds * 1000
      const timeout = Promise.withResolvers<FromWorker | undefined>()
      const timer = setTimeout(() => timeout.resolve(undefined), timeoutMs)
      const answer = nextMessage(thread)
      thread.postMessage({ ...invocation, deadlineAt: Date.now() + timeoutMs } satisfies ToWorker)
      const message = await Promise.race([answer, timeout.promise])
      clearTimeout(timer)
      if (message === undefined) {
        const errorMessage = `${invocation.requestId} Task timed out after ${timeoutSeconds.toFixed(2)} seconds`
        return finish({ kind: 'failed', error: { errorType: 'Sandbox.Timedout', errorMessage } })
      }
      if (message.kind === 'done') return message.reusable ? message.result : finish(message.result)
      if (message.kind === 'broken') return finish({ kind: 'failed', error: message.error })
      return finish({ kind: 'failed', error: { errorType: 'Runtime.ExitError', errorMessage: `${name} exited` } })
    },
  }
}

/** The thread's next message; `broken` if it ends or throws instead. */
function nextMessage(thread: Worker): Promise<FromWorker> {
  return new Promise((resolve) => {
    const settle = (message: FromWorker) => {
      thread.off('message', settle)
      thread.off('error', onError)
      thread.off('exit', onExit)
      resolve(message)
    }
    const onError = (error: unknown) => {
      const [errorType, errorMessage] =
        error instanceof Error ? [error.name, error.message] : ['Unknown', String(error)]
      settle({ kind: 'broken', error: { errorType, errorMessage } })
    }
    const onExit = (code: number) =>
      settle({
        kind: 'broken',
        error: { errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with exit code ${code}` },
      })
    thread.on('message', settle)
    thread.on('error', onError)
    thread.on('exit', onExit)
  })
}

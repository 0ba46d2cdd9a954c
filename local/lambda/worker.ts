// The thread in which a function lives, as an execution environment does on Lambda: loaded once, one invocation at a time.
import { createRequire, flushCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { FromWorker, FunctionError, InvocationResult, ToWorker } from './invocation.ts'
import { type LeftoverWork, watchLeftoverWork } from './leftover-work.ts'
import { nameCalls } from './name-calls.ts'

const KEEP_COMPILED_AFTER_MS = 4000

type Handler = (event: unknown, context: object) => Promise<unknown>
// Node has read it; it is none of the function's environment.
delete process.env.NODE_COMPILE_CACHE

const { functionName, bundle, memoryMb }: { functionName: string; bundle: string; memoryMb: number } = workerData

function tell(message: FromWorker): void {
  parentPort?.postMessage(message)
}

function describeError(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) }
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
}

function contextOf({ requestId, deadlineAt }: ToWorker): object {
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    memoryLimitInMB: String(memoryMb),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadlineAt - Date.now()),
  }
}

async function run(handler: Handler, leftover: LeftoverWork, invocation: ToWorker): Promise<FromWorker> {
  leftover.begin()
  let result: InvocationResult
  try {
    const answer = await handler(JSON.parse(invocation.payload), contextOf(invocation))
    result = { kind: 'answered', payload: JSON.stringify(answer) ?? 'null' }
  } catch (error) {
    console.error(error)
    result = { kind: 'failed', error: describeError(error) }
  }
  const left = await leftover.find()
  if (left === undefined) return { kind: 'done', result, reusable: true }
  if (result.kind === 'answered') {
    const errorMessage = `${functionName} returned while ${left}. On Lambda that would not run on.`
    result = { kind: 'failed', error: { errorType: 'Local.LeftRunning', errorMessage } }
  }
  return { kind: 'done', result, reusable: false }
}

try {
  const leftover = watchLeftoverWork()
  const calls = nameCalls()
  const { handler } = createRequire(import.meta.url)(bundle)
  if (typeof handler !== 'function') throw new TypeError(`${bundle} exports no handler`)
  // Lambda refuses such a handler on nodejs24.x (Runtime.CallbackHandlerDeprecated).
  if (handler.length > 2) throw new TypeError(`the handler of ${functionName} takes a callback`)
  parentPort?.on('message', (invocation: ToWorker) => {
    calls.begin(invocation.requestId)
    void run(handler, leftover, invocation).then(tell)
  })
  // By then invocations have had compiled what they need. A thread that is terminated would write nothing.
  setTimeout(flushCompileCache, KEEP_COMPILED_AFTER_MS).unref()
  tell({ kind: 'ready' })
} catch (error) {
  console.error(error)
  tell({ kind: 'broken', error: describeError(error) })
}

/** How an invocation ended, as Lambda answers it: the payloads are JSON text. */
export type InvocationResult = { kind: 'answered'; payload: string } | { kind: 'failed'; error: FunctionError }

/** What Lambda gives as the payload when `X-Amz-Function-Error` is set. */
export type FunctionError = { errorType: string; errorMessage: string; trace?: readonly string[] }

export type Invocation = { requestId: string; payload: string }

/** What the main thread and a function's thread tell each other. */
export type ToWorker = Invocation & { deadlineAt: number }
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'broken'; error: FunctionError }
  /** `reusable` is false when something of the invocation is still running. */
  | { kind: 'done'; result: InvocationResult; reusable: boolean }

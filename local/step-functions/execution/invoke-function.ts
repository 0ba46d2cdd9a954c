/**
 * How a Lambda function answered. `error` is the errorType, as `ZuoraBusy` or `Sandbox.Timedout`; `cause` is the body that
 * Lambda answers with then: JSON text with errorMessage and errorType.
 */
export type InvokeResult = { kind: 'answered'; payload: unknown } | { kind: 'failed'; error: string; cause: string }

export type Invoke = (functionName: string, payload: unknown) => Promise<InvokeResult>

/** Never throws: a function that cannot be reached fails with the name that AWS has for it, which state machines retry. */
export async function invokeFunction(invoke: Invoke, functionName: string, payload: unknown): Promise<InvokeResult> {
  try {
    return await invoke(functionName, payload)
  } catch (error) {
    const errorMessage = error instanceof Error ? error.message : String(error)
    const errorType = 'Lambda.SdkClientException'
    return { kind: 'failed', error: errorType, cause: JSON.stringify({ errorMessage, errorType }) }
  }
}

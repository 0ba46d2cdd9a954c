import type { AwsClient } from 'aws4fetch'
import type { Asked } from './asked.ts'

export type HandOnOptions = {
  /** Signed for Lambda. A plain call: the SDK's client would more than double the function's size. */
  fetch: AwsClient['fetch']
  endpoint: string
  functionName: string
}

export class NotHandedOn extends Error {
  override name = 'NotHandedOn' as const
}

/** Slack waits three seconds in all. */
const timeoutMs = 2_000

/** An asynchronous invocation: once Lambda has answered 202, it delivers, at least once. */
export function createHandOn({ fetch, endpoint, functionName }: HandOnOptions): (asked: Asked) => Promise<void> {
  return async (asked) => {
    const answer = await fetch(`${endpoint}/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'Event' },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.arrayBuffer()
    if (answer.status !== 202)
      throw new NotHandedOn(`Lambda answered ${answer.status} to the invocation of ${functionName}.`)
  }
}

import type { Asked } from './asked.ts'

type Invocation = { path: string; headers: Readonly<Record<string, string>>; body: string; timeoutMs: number }

export type HandOnOptions = {
  /** Signed for Lambda. A plain call: the SDK's client would more than double the function's size. */
  call: (invocation: Invocation) => Promise<{ status: number }>
  functionName: string
}

export class NotHandedOn extends Error {
  override name = 'NotHandedOn' as const
}

/** Slack waits three seconds in all. */
const timeoutMs = 2_000

/** An asynchronous invocation: once Lambda has answered 202, it delivers, at least once. */
export function createHandOn({ call, functionName }: HandOnOptions): (asked: Asked) => Promise<void> {
  return async (asked) => {
    const { status } = await call({
      path: `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`,
      headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'Event' },
      body: JSON.stringify(asked),
      timeoutMs,
    })
    if (status !== 202) throw new NotHandedOn(`Lambda answered ${status} to the invocation of ${functionName}.`)
  }
}

import { AsyncLocalStorage } from 'node:async_hooks'

export type Invocation = {
  /** Lambda's id of it. */
  id: string | null
  /** Real time, in milliseconds. */
  startedAt: number | null
  /** The number of the request that it works on: `US-0147`. */
  request: string | null
}

const none: Readonly<Invocation> = { id: null, startedAt: null, request: null }
const running = new AsyncLocalStorage<Invocation>()

export function inInvocation<T>(invocation: Invocation, act: () => Promise<T>): Promise<T> {
  return running.run(invocation, act)
}

export function invocationNow(): Readonly<Invocation> {
  return running.getStore() ?? none
}

/** From here on the invocation works on this request. */
export function noteRequestOfInvocation(reference: string): void {
  const invocation = running.getStore()
  if (invocation) invocation.request = reference
}

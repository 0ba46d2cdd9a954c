/**
 * Through it goes every invocation, so that something can be done while none is under way. Those of `neverHeld` pass at any time:
 * people wait for them for seconds, and they do nothing by themselves.
 */
export type Gate = {
  pass<T>(functionName: string, invoke: () => Promise<T>): Promise<T>
  /**
   * Holds new invocations back, waits for those under way, acts, and lets go. The names of those that did not end in time:
   * then nothing was done.
   */
  whileStill(act: () => Promise<void>, withinMs: number): Promise<readonly string[]>
  /** Resolves when none is under way, or when it has waited long enough. */
  still(withinMs: number): Promise<void>
}

export function openGate(neverHeld: readonly string[] = []): Gate {
  const underWay = new Map<symbol, string>()
  const waitingForStill = new Set<() => void>()
  let held: PromiseWithResolvers<void> | undefined

  async function still(withinMs: number): Promise<void> {
    if (underWay.size === 0 || withinMs <= 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    waitingForStill.add(resolve)
    const timer = setTimeout(resolve, withinMs)
    await promise
    clearTimeout(timer)
    waitingForStill.delete(resolve)
  }

  return {
    still,
    async pass(functionName, invoke) {
      if (neverHeld.includes(functionName)) return invoke()
      while (held !== undefined) await held.promise
      const one = Symbol(functionName)
      underWay.set(one, functionName)
      try {
        return await invoke()
      } finally {
        underWay.delete(one)
        if (underWay.size === 0) for (const resolve of waitingForStill) resolve()
      }
    },
    async whileStill(act, withinMs) {
      const holding = Promise.withResolvers<void>()
      held = holding
      try {
        await still(withinMs)
        const running = [...underWay.values()]
        if (running.length === 0) await act()
        return running
      } finally {
        held = undefined
        holding.resolve()
      }
    },
  }
}

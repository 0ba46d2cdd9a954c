/** A function died here: nothing after this happened. */
export class Crash extends Error {
  override name = 'Crash' as const
}

/** The same port, with something that may happen right before and right after each of its calls. */
export function interruptible<Port extends object>(port: Port, tick: () => Promise<void>): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return async (...given: unknown[]) => {
        await tick()
        const result: unknown = await Reflect.apply(member, target, given)
        await tick()
        return result
      }
    },
  })
}

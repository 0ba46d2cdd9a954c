import type { People } from '../../src/usecases/ports/people/people.ts'

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

/** The same for people: what is looked up past everything remembered is interrupted as well, and watched. */
export function interruptiblePeople(
  people: People,
  tick: () => Promise<void>,
  lookedUp: (fresh: People) => People = (fresh) => fresh,
): People {
  const of = (asked: People): People => {
    const { person, timeZone, members } = asked
    return { ...interruptible({ person, timeZone, members }, tick), fresh: () => of(lookedUp(asked.fresh())) }
  }
  return of(people)
}

/** What one invocation came to; undefined when it died, or when what it needs could not be reached. */
export async function unlessItDies<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run()
  } catch (error) {
    const names = error instanceof Error ? [error.name, error.cause instanceof Error ? error.cause.name : ''] : []
    if (names.some((name) => passing.includes(name))) return undefined
    throw error
  }
}

const passing = ['Crash', 'ZuoraUnavailable', 'ZuoraBusy', 'ZuoraSignInRefused']

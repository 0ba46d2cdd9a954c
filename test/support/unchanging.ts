import type { HeldSecret } from '../../src/usecases/ports/held-secret.ts'

/** A secret that nobody replaces. */
export function unchanging<T>(value: T): HeldSecret<T> {
  return { current: async () => value, instead: async () => undefined }
}

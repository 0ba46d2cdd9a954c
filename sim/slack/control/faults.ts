import { z } from 'zod'

/**
 * What a test may make the Web API do instead of answering as usual. `*` stands for every method; `response_url` and
 * `upload_url` are addresses of their own.
 * `drop-before` and `drop-after` cut the connection without an answer: before, or after the call took effect.
 */
export const fault = z.strictObject({
  method: z.string(),
  times: z.int().min(1).default(1),
  kind: z.enum(['429', 'error', 'status', 'drop-before', 'drop-after', 'delay']),
  retryAfterSeconds: z.int().min(0).default(1),
  error: z.string().default('internal_error'),
  status: z.int().default(503),
  delayMs: z.int().min(0).default(0),
})

export type Fault = z.infer<typeof fault>

export type Faults = {
  set(faults: Fault[]): void
  take(method: string): Fault | undefined
  deliverTwice(times: number): void
  /** How often the next request to the bot is sent. */
  takeCopies(): number
}

export const openFaults = (): Faults => {
  let waiting: Fault[] = []
  let twice = 0
  return {
    set: (faults) => {
      waiting = faults.map((each) => ({ ...each }))
    },
    take: (method) => {
      const isMethod = method.includes('.')
      const found = waiting.find((each) => each.method === method || (isMethod && each.method === '*'))
      if (!found) return undefined
      found.times -= 1
      waiting = waiting.filter((each) => each.times > 0)
      return found
    },
    deliverTwice: (times) => {
      twice = times
    },
    takeCopies: () => {
      if (twice === 0) return 1
      twice -= 1
      return 2
    },
  }
}

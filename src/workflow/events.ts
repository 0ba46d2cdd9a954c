import * as z from 'zod/mini'

const key = z.object({ entity: z.string(), number: z.int() })

/** What the state machine sends to each of its functions. */
export const advanceEvent = z.object({ request: key })
export const requestApprovalEvent = z.object({ request: key, taskToken: z.string() })
export const announceEvent = z.object({
  request: key,
  broke: z.nullable(z.object({ Error: z.string(), Cause: z.optional(z.string()) })),
})

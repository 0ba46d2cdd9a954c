import * as z from 'zod/mini'

const target = z.object({ key: z.object({ entity: z.string(), number: z.number() }), round: z.number() })

const from = {
  /** The same for the same delivery, however often it is delivered. */
  messageId: z.string(),
  personId: z.string(),
  channel: z.string(),
}

/** What a person asked for in Slack, as `slack` hands it to `respond`. */
export const askedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), text: z.string(), responseUrl: z.string(), ...from }),
  z.object({
    kind: z.literal('click'),
    action: z.enum(['approve', 'cancel', 'check-again', 'set-back']),
    target,
    responseUrl: z.nullable(z.string()),
    ...from,
  }),
  z.object({ kind: z.literal('rejection'), target, reason: z.string(), ...from }),
])

export type Asked = z.infer<typeof askedSchema>

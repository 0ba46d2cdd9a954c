import { z } from 'zod'

/** What Lambda puts into the queue: what `respond` was invoked with, and why it failed. */
const bodySchema = z.object({
  requestPayload: z.looseObject({
    kind: z.string(),
    action: z.string().optional(),
    text: z.string().optional(),
    personId: z.string().optional(),
    target: z.object({ key: z.object({ entity: z.string(), number: z.number() }) }).optional(),
  }),
  responsePayload: z.object({ errorType: z.string().optional() }).nullish(),
})

export type Letter = {
  id: string
  /** Forgets it with this; good while it is hidden from others. */
  receipt: string
  sentAt: Date
  what: string
  personId: string
  error: string
  maySend: boolean
  payload: string
}

/** Stops something, or keeps words; done once however often it comes, and only while it still applies. */
const harmlessKinds: ReadonlySet<string> = new Set(['rejection', 'explanation'])
const harmlessClicks: ReadonlySet<string> = new Set(['cancel', 'stop', 'withdraw', 'check-again'])

export type Received = { id: string; receipt: string; sentAt: Date; body: string }

/** Undefined where it is none of what `respond` is invoked with. */
export function readLetter({ id, receipt, sentAt, body }: Received): Letter | undefined {
  const read = bodySchema.safeParse(parsed(body))
  if (!read.success) return undefined
  const { requestPayload: asked, responsePayload } = read.data
  const { kind, action, text, personId = 'unknown', target } = asked
  const about = target ? `${target.key.entity.toUpperCase()}-${String(target.key.number).padStart(4, '0')}` : undefined
  return {
    id,
    receipt,
    sentAt,
    what: [kind, action, text, about].filter((word) => word !== undefined).join(' '),
    personId,
    error: responsePayload?.errorType ?? 'unknown',
    maySend: harmlessKinds.has(kind) || (kind === 'click' && harmlessClicks.has(action ?? '')),
    payload: JSON.stringify(asked),
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

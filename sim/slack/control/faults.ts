import { z } from 'zod'
import { type DeliveryKind, deliveryKinds } from '../delivery/delivery-kinds.ts'

export const callFaults = ['429', 'error', 'status', 'drop-before', 'drop-after', 'delay'] as const
export const deliveryFaults = ['delay', 'twice', 'drop-before', 'drop-after'] as const

const ofBoth = { times: z.int().min(1).default(1), delayMs: z.int().min(0).default(0) }

/** Every kind of request to the bot. */
const everyDelivery = 'delivery'

/**
 * Of a request to the bot. `delay`: it arrives later, and the deadline counts from when it was sent. `twice`: once more,
 * `delayMs` after the first. `drop-before`: it never arrives. `drop-after`: it arrives, and the answer is lost.
 */
const deliveryFault = z.strictObject({
  method: z.enum([everyDelivery, ...deliveryKinds]),
  kind: z.enum(deliveryFaults),
  ...ofBoth,
})

/**
 * What a test may make the Web API do instead of answering as usual. `*` stands for every method; `response_url` and
 * `upload_url` are addresses of their own.
 * `drop-before` and `drop-after` cut the connection without an answer: before, or after the call took effect.
 */
const callFault = z.strictObject({
  method: z.string().regex(/^(\*|response_url|upload_url|\w+(\.\w+)+)$/),
  kind: z.enum(callFaults),
  retryAfterSeconds: z.int().min(0).default(1),
  error: z.string().default('internal_error'),
  status: z.int().default(503),
  ...ofBoth,
})

export const fault = z.union([deliveryFault, callFault])

export type Fault = z.infer<typeof fault>
export type CallFault = z.infer<typeof callFault>
export type DeliveryFault = z.infer<typeof deliveryFault>

export type Faults = {
  /** Takes the place of what was set before. */
  set(faults: Fault[]): void
  /** What is still to go wrong. */
  waiting(): Fault[]
  deliverTwice(times: number): void
  takeForCall(method: string): CallFault | undefined
  takeForDelivery(of: DeliveryKind): DeliveryFault | undefined
}

export const openFaults = (changed: () => void): Faults => {
  let ofCalls: CallFault[] = []
  let ofDeliveries: DeliveryFault[] = []
  const takeFirst = <T extends Fault>(faults: T[], fits: (fault: T) => boolean): T | undefined => {
    const found = faults.find((each) => each.times > 0 && fits(each))
    if (found) {
      found.times -= 1
      changed()
    }
    return found
  }
  return {
    set: (faults) => {
      ofCalls = faults.flatMap((each) => ('status' in each ? [{ ...each }] : []))
      ofDeliveries = faults.flatMap((each) => ('status' in each ? [] : [{ ...each }]))
      changed()
    },
    waiting: () => [...ofDeliveries, ...ofCalls].filter(({ times }) => times > 0),
    deliverTwice: (times) => {
      ofDeliveries = times === 0 ? [] : [{ method: everyDelivery, kind: 'twice', times, delayMs: 0 }]
      changed()
    },
    takeForCall: (method) =>
      takeFirst(ofCalls, (each) => each.method === method || (method.includes('.') && each.method === '*')),
    takeForDelivery: (of) => takeFirst(ofDeliveries, ({ method }) => method === of || method === everyDelivery),
  }
}

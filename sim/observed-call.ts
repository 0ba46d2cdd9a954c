import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

/** A call that a stand-in was sent, and its answer: what whoever starts the stand-in is told, where it wants to be. */
export type ObservedCall = {
  /** By the machine's clock, in milliseconds. */
  startedAt: number
  tookMs: number
  method: string
  path: string
  headers: IncomingHttpHeaders
  /** JSON, or text. */
  body: unknown
  /** Null where the connection was cut instead. */
  status: number | null
  answerHeaders: OutgoingHttpHeaders
  answer: unknown
}

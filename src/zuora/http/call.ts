import type { Answer } from '../answers/answer.ts'

/** What is sent to Zuora. */
export type Call = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  query?: Record<string, string | readonly string[]>
  headers: Record<string, string>
  body?: string
  timeoutMs: number
  trackId?: string
  /** Cut from Zuora's words, before anyone reads them. */
  secrets: readonly string[]
}

/** `reached`: whether Zuora may have seen the request; only `no` is certain. */
export type NoAnswer = {
  kind: 'no-answer'
  reached: 'no' | 'perhaps'
  broken: boolean
  message: string
  cause: unknown
}

export type Outcome = Answer | NoAnswer

/** A file that Zuora began to send. `content` is to be read, or left early, by whoever opened it. */
export type OpenedFile = {
  kind: 'file'
  status: number
  requestId: string | null
  contentType: string
  /** Null when Zuora does not say, or sends it compressed. */
  bytes: number | null
  content: AsyncIterable<Uint8Array>
}

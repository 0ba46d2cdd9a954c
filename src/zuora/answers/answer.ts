import * as z from 'zod/mini'
import type { RefusedBecause } from '../errors.ts'
import { type Headers, header } from '../http/headers.ts'
import { retryAfterSeconds } from '../http/retry-after.ts'
import { categoryOf, type Reason, readReasons, saysFailure } from './error-reasons.ts'

type Ids = { status: number; requestId: string | null; processId: string | null; date: string | null }
type Words = { code: string; message: string }

/** What an HTTP answer from Zuora amounts to. */
export type Answer = Ids &
  (
    | { kind: 'ok'; body: unknown }
    | ({ kind: 'sign-in-refused' } & Words)
    | ({ kind: 'busy'; retryAfterSeconds: number | null } & Words)
    | ({ kind: 'unavailable'; retryAfterSeconds: number | null } & Words)
    | ({ kind: 'refused'; because: RefusedBecause } & Words)
  )

type FailureKind = Exclude<Answer['kind'], 'ok'>

const notJson = Symbol('not JSON')
const textIfAny = z.catch(z.nullish(z.string()), null)
const ids = z.object({ requestId: textIfAny, processId: textIfAny })

export function readAnswer(given: { status: number; headers: Headers; text: string }, now: Date): Answer {
  const { status, headers } = given
  const body = parseJson(given.text)
  const named = ids.safeParse(body).data
  const about: Ids = {
    status,
    requestId: header(headers, 'zuora-request-id') ?? named?.requestId ?? null,
    processId: named?.processId ?? null,
    date: header(headers, 'date'),
  }
  const isSuccess = status >= 200 && status < 300
  if (isSuccess && body !== notJson && !saysFailure(body)) return { ...about, kind: 'ok', body }

  const reasons = readReasons(body)
  const words = wordsOf(reasons, status, body === notJson)
  const wait = retryAfterSeconds(headers, isLimit(reasons, status), now)
  // A page of HTML, or nothing, under a 200: something before Zuora answered, and says nothing about Zuora.
  if (isSuccess && body === notJson) return { ...about, ...words, kind: 'unavailable', retryAfterSeconds: wait }
  const kind = kindOf(reasons, status)
  if (kind === 'sign-in-refused') return { ...about, ...words, kind }
  if (kind === 'refused') return { ...about, ...words, kind, because: becauseOf(reasons, status) }
  return { ...about, ...words, kind, retryAfterSeconds: wait }
}

/** Without the parser's complaint, which quotes the body. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return notJson
  }
}

function wordsOf(reasons: readonly Reason[], status: number, isNotJson: boolean): Words {
  if (reasons.length === 0) {
    const code = `HTTP ${status}`
    return { code, message: isNotJson ? `${code} with a body that is not JSON` : `${code} without a reason` }
  }
  const codes = new Set(reasons.map((reason) => reason.code))
  return { code: [...codes].join(', '), message: reasons.map((reason) => reason.message).join('; ') }
}

/** The most telling first: where one reason is a no, asking again unchanged is of no use. */
const mostTellingFirst = ['sign-in-refused', 'refused', 'unavailable', 'busy'] as const

function kindOf(reasons: readonly Reason[], status: number): FailureKind {
  if (status === 401 || status === 429 || reasons.length === 0) return kindOfStatus(status)
  const kinds = new Set(reasons.map((reason) => kindOfCategory(categoryOf(reason)) ?? kindOfStatus(status)))
  return mostTellingFirst.find((kind) => kinds.has(kind)) ?? kindOfStatus(status)
}

/** Zuora documents the categories; a code that is not eight digits has none, and the HTTP status decides. */
function kindOfCategory(category: string | null): FailureKind | null {
  if (category === null) return null
  if (category === '11') return 'sign-in-refused'
  if (category === '50' || category === '70') return 'busy'
  if (category === '60' || category === '61' || category === '99') return 'unavailable'
  return 'refused'
}

/** Zuora documents 409 for lock contention and 429 for a limit: nothing was done. */
function kindOfStatus(status: number): FailureKind {
  if (status === 401) return 'sign-in-refused'
  if (status === 409 || status === 429) return 'busy'
  return status === 408 || status >= 500 ? 'unavailable' : 'refused'
}

function isLimit(reasons: readonly Reason[], status: number): boolean {
  return status === 429 || status === 503 || reasons.some((reason) => categoryOf(reason) === '70')
}

/** A 404 that is not in Zuora's own words is a wrong address, not a period that Zuora does not know. */
function becauseOf(reasons: readonly Reason[], status: number): RefusedBecause {
  const categories = reasons.map(categoryOf)
  if (categories.includes('40') || (status === 404 && reasons.length > 0)) return 'not-found'
  if (categories.includes('10') || status === 403) return 'not-permitted'
  return 'other'
}

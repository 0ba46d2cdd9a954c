import { randomBytes } from 'node:crypto'

/** The last two digits of Zuora's eight-digit codes say what kind of error it is; each kind has its HTTP status. */
const httpStatusOf = {
  10: 403,
  11: 401,
  20: 400,
  22: 422,
  27: 400,
  30: 400,
  40: 404,
  45: 415,
  50: 409,
  60: 500,
  61: 500,
  70: 429,
  90: 400,
  99: 500,
} as const
type Category = keyof typeof httpStatusOf

/** The first six digits name the resource. There is no public list of those of accounting periods: these are made up. */
const resources = { platform: 900000, 'accounting-periods': 588000, 'object-query': 599000, files: 589000 } as const

export type ZuoraError = { resource: keyof typeof resources; category: Category; message: string }

const logicalCategories: readonly Category[] = [10, 20, 27, 30, 40, 50]

/**
 * The body of an error. Zuora sends the code as a number or as a string: accounting periods answer with a number here
 * and Object Query with a string, so that a client has to take both.
 */
export function errorBody(error: ZuoraError, requestId?: string) {
  const code = resources[error.resource] * 100 + error.category
  return {
    success: false,
    processId: randomBytes(8).toString('hex').toUpperCase(),
    reasons: [{ code: error.resource === 'object-query' ? String(code) : code, message: error.message }],
    ...(requestId !== undefined && { requestId }),
  }
}

/**
 * Zuora documents: with `Zuora-Version` 2024-05-20 or later logical errors arrive with real HTTP codes, without it as
 * 200 with `success: false`. Errors of the platform (sign-in, limits, unknown paths) always have their own.
 */
export function errorStatus(error: ZuoraError, version: string | undefined): number {
  const isLogical = error.resource !== 'platform' && logicalCategories.includes(error.category)
  const isPinned = version !== undefined && version >= '2024-05-20'
  return isLogical && !isPinned ? 200 : httpStatusOf[error.category]
}

const categoryOf: Record<number, Category> = { 401: 11, 403: 10, 404: 40, 409: 50, 415: 45, 429: 70, 500: 60, 503: 61 }

/** What Zuora would say with that HTTP status, for a fault that names no body. */
export function errorOfStatus(status: number): ZuoraError {
  const category = categoryOf[status] ?? (status >= 500 ? 60 : 90)
  return { resource: 'platform', category, message: `The request could not be processed (${status}).` }
}

import { z } from 'zod'

/** One reason in Zuora's own words. `code` is text, whatever Zuora sent. */
export type Reason = { code: string; message: string }

const code = z.union([z.string(), z.number()]).transform(String)
const message = z.string().nullish()
const toReason = (given: { code: string; message?: string | null | undefined }): Reason => ({
  code: given.code,
  message: given.message || `code ${given.code}`,
})

const lowerCase = z.object({ code, message }).transform(toReason)
const upperCase = z
  .object({ Code: code, Message: message })
  .transform((given) => toReason({ code: given.Code, message: given.Message }))

/** Zuora documents four ways to write an error, and `code` both as a number and as text ("SystemError"). */
const documented = z.union([
  z.object({ reasons: z.array(lowerCase).min(1) }).transform(({ reasons }) => reasons),
  z.object({ Errors: z.array(upperCase).min(1) }).transform(({ Errors }) => Errors),
  z
    .object({ FaultCode: code, FaultMessage: message })
    .transform((given) => [toReason({ code: given.FaultCode, message: given.FaultMessage })]),
  lowerCase.transform((reason) => [reason]),
])

/** The reasons an error body gives; none if it is in no documented shape. */
export function readReasons(body: unknown): readonly Reason[] {
  return documented.safeParse(body).data ?? []
}

const failure = z.union([
  z.object({ success: z.literal(false) }),
  z.object({ Success: z.literal(false) }),
  z.object({ reasons: z.array(z.unknown()).min(1) }),
  z.object({ FaultCode: z.unknown().refine((value) => value !== undefined) }),
])

/** Zuora documents that a logical error may arrive as HTTP 200 with `success: false`. */
export function saysFailure(body: unknown): boolean {
  return failure.safeParse(body).success
}

/** The last two digits of Zuora's eight-digit codes, as 53100320 → 20; null for any other code. */
export function categoryOf(reason: Reason): string | null {
  return /^\d{6}(\d{2})$/.exec(reason.code)?.[1] ?? null
}

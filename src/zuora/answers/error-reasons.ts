import * as z from 'zod/mini'

/** One reason in Zuora's own words. `code` is text, whatever Zuora sent. */
export type Reason = { code: string; message: string }

const code = z.pipe(z.union([z.string(), z.number()]), z.transform(String))
const message = z.nullish(z.string())
const toReason = (given: { code: string; message?: string | null | undefined }): Reason => ({
  code: given.code,
  message: given.message || `code ${given.code}`,
})

const lowerCase = z.pipe(z.object({ code, message }), z.transform(toReason))
const upperCase = z.pipe(
  z.object({ Code: code, Message: message }),
  z.transform((given) => toReason({ code: given.Code, message: given.Message })),
)
const fault = z.pipe(
  z.object({ FaultCode: code, FaultMessage: message }),
  z.transform((given) => [toReason({ code: given.FaultCode, message: given.FaultMessage })]),
)

/** Zuora documents four ways to write an error, and `code` both as a number and as text ("SystemError"). */
const documented = z.union([
  z.pipe(
    z.object({ reasons: z.array(lowerCase).check(z.minLength(1)) }),
    z.transform(({ reasons }) => reasons),
  ),
  z.pipe(
    z.object({ Errors: z.array(upperCase).check(z.minLength(1)) }),
    z.transform(({ Errors }) => Errors),
  ),
  fault,
  z.pipe(
    lowerCase,
    z.transform((reason) => [reason]),
  ),
])

/** The reasons an error body gives; none if it is in no documented shape. */
export function readReasons(body: unknown): readonly Reason[] {
  return documented.safeParse(body).data ?? []
}

const failure = z.union([
  z.object({ success: z.literal(false) }),
  z.object({ Success: z.literal(false) }),
  z.object({ reasons: z.array(z.unknown()).check(z.minLength(1)) }),
  z.object({ FaultCode: z.unknown().check(z.refine((value) => value !== undefined)) }),
])

/** Zuora documents that a logical error may arrive as HTTP 200 with `success: false`. */
export function saysFailure(body: unknown): boolean {
  return failure.safeParse(body).success
}

/** The last two digits of Zuora's eight-digit codes, as 53100320 → 20; null for any other code. */
export function categoryOf(reason: Reason): string | null {
  return /^\d{6}(\d{2})$/.exec(reason.code)?.[1] ?? null
}

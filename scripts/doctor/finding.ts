import { z } from 'zod'
import type { Finding } from '../../src/domain/doctor/finding.ts'

export { type Finding, findingsOf } from '../../src/domain/doctor/finding.ts'

/** As the function `check` answers with it. */
export const findingSchema: z.ZodType<Finding> = z.object({
  check: z.string(),
  state: z.enum(['ok', 'fault', 'warning', 'not-checkable']),
  says: z.string(),
  fix: z.string().nullable(),
})

import { z } from 'zod'

/** One line of the list. `check`: what was looked at. `fix`: what to do about it; null where there is nothing to do. */
export const findingSchema = z.object({
  check: z.string(),
  state: z.enum(['ok', 'fault', 'warning', 'not-checkable']),
  says: z.string(),
  fix: z.string().nullable(),
})

export type Finding = z.infer<typeof findingSchema>

/** What findings of one check are made with. */
export function findingsOf(check: string) {
  return {
    ok: (says: string): Finding => ({ check, state: 'ok', says, fix: null }),
    fault: (says: string, fix: string): Finding => ({ check, state: 'fault', says, fix }),
    warning: (says: string, fix: string): Finding => ({ check, state: 'warning', says, fix }),
    notCheckable: (says: string, fix: string | null = null): Finding => ({ check, state: 'not-checkable', says, fix }),
  }
}

import { z } from 'zod'
import { callJson } from './call-json.ts'

const entry = z.object({
  id: z.number(),
  at: z.string(),
  tookMs: z.number().nullable(),
  lane: z.string(),
  title: z.string(),
  result: z.string(),
  links: z.array(z.string()),
})
const read = z.object({ revision: z.number(), entries: z.array(entry) })

export type BehindEntry = z.infer<typeof entry>

/** Everything that the view Behind has shown, gathered while it happens: the program keeps only the last of it. */
export function behindAt(pageUrl: string) {
  const entries = new Map<number, BehindEntry>()
  let since = 0
  return {
    async gather(): Promise<void> {
      const found = read.parse(await callJson(`${pageUrl}/sim/behind?since=${since}`))
      since = found.revision
      for (const one of found.entries) entries.set(one.id, one)
    },
    entries: (): BehindEntry[] => [...entries.values()],
  }
}

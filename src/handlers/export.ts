import { createExporter, type Exported } from '../runtime/for-export.ts'
import { once } from '../runtime/once.ts'

const exporter = once(createExporter)

/** Invoked by people with access to AWS, and by `npm run export`: the evidence of a period or a fiscal year. */
export async function handler(event: unknown): Promise<Exported> {
  return (await exporter())(event)
}

import { createExporter, type Exported } from '../runtime/for-export.ts'
import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'

const exporter = once(createExporter)

/** Invoked by people with access to AWS, and by `npm run export`: the evidence of a period or a fiscal year. */
export const handler = handled<unknown, Exported>('export', async (event) => (await exporter())(event))

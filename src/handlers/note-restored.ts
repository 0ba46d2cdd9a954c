import { createRestoreNoter, type RestoreAnswer } from '../runtime/for-note-restored.ts'
import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'

const noter = once(createRestoreNoter)

/** By hand after the table was restored from an older copy, and by `npm run restore`: which numbers are lost. */
export const handler = handled<unknown, RestoreAnswer>('note-restored', async (event) => (await noter())(event))

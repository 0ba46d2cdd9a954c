import { createRequestEnder } from '../runtime/for-end-request.ts'
import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'
import type { EndAnswer } from '../usecases/end-request.ts'

const ender = once(createRequestEnder)

/** By hand, with `npm run end`: ends a request that does not go on. */
export const handler = handled<unknown, EndAnswer>('end-request', async (event) => (await ender())(event))

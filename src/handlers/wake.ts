import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'
import { createWakePorts } from '../runtime/without-zuora.ts'
import { everyMinute } from '../usecases/every-minute.ts'

const ports = once(createWakePorts)

/** Every minute: repairs what a crash or an outage left, and tells of a policy that has changed. */
export const handler = handled<void, void>('wake', async () => everyMinute(await ports()))

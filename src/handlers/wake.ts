import { once } from '../runtime/once.ts'
import { createWakePorts } from '../runtime/without-zuora.ts'
import { wake } from '../usecases/wake.ts'

const ports = once(createWakePorts)

/** Every minute: repairs what a crash or an outage left. */
export async function handler(): Promise<void> {
  await wake(await ports())
}

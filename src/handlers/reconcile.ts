import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'
import { createReconcilePorts } from '../runtime/with-zuora.ts'
import { reconcile } from '../usecases/reconcile/reconcile.ts'

const ports = once(createReconcilePorts)

/** Every 15 minutes: finds what others did in Zuora. */
export const handler = handled<void, void>('reconcile', async () => reconcile(await ports()))

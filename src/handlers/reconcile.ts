import { once } from '../runtime/once.ts'
import { createReconcilePorts } from '../runtime/with-zuora.ts'
import { reconcile } from '../usecases/reconcile/reconcile.ts'

const ports = once(createReconcilePorts)

/** Every 15 minutes: finds what others did in Zuora. */
export async function handler(): Promise<void> {
  await reconcile(await ports())
}

import { createCheckPorts } from '../runtime/check.ts'
import { once } from '../runtime/once.ts'
import { type Checked, checkPolicy } from '../usecases/policy/check-policy.ts'

const ports = once(createCheckPorts)

/** By hand after a deployment, and when everything starts on one machine: the configuration against Slack as it is. */
export async function handler(): Promise<Checked> {
  return checkPolicy(await ports())
}

import { createCheckPorts, isOnlyPeople } from '../runtime/check.ts'
import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'
import { checkEverything } from '../usecases/doctor/check-everything.ts'
import { checkPolicy } from '../usecases/policy/check-policy.ts'

const peoplePorts = once(createCheckPorts)

/** For `npm run doctor`: everything that can be seen from here. `{"only": "people"}`, for `npm start`: the policy against Slack as it is. */
export const handler = handled('check', async (event: unknown) => {
  if (isOnlyPeople(event)) return checkPolicy(await peoplePorts())
  // What this needs is loaded only where it is needed.
  const { createDoctor } = await import('../runtime/ports/doctor-ports.ts')
  const { ports, ...known } = await createDoctor()
  return { findings: await checkEverything(ports), ...known }
})

import { createCheckPorts, isOnlyPeople } from '../runtime/check.ts'
import { handled } from '../runtime/handled.ts'
import { createDoctor } from '../runtime/ports/doctor-ports.ts'
import { checkEverything } from '../usecases/doctor/check-everything.ts'
import { checkPolicy } from '../usecases/policy/check-policy.ts'

/** For `npm run doctor`: everything that can be seen from here. `{"only": "people"}`, for `npm start`: the policy against Slack as it is. */
export const handler = handled('check', async (event: unknown) => {
  if (isOnlyPeople(event)) return checkPolicy(await createCheckPorts())
  const { ports, ...known } = await createDoctor()
  return { findings: await checkEverything(ports), ...known }
})

import { referenceOf } from '../../domain/request.ts'
import { noteRequestOfInvocation } from '../../log/invocation.ts'
import { createRegister } from '../../store/register/register.ts'
import { createRefusedClicks } from '../../store/requests/refused-clicks.ts'
import type { RefusedClicks, Register } from '../../usecases/ports/record/requests.ts'
import type { Common } from '../adapters.ts'

/** The register of the function that people ask: what it numbers is what its lines are about from then on. */
export function loggedRegister({ dynamodb, names, recording, log }: Common): Register {
  const register = createRegister(dynamodb, names, recording)
  return {
    ...register,
    async create(draft) {
      const made = await register.create(draft)
      noteRequestOfInvocation(referenceOf(made))
      log('request-made', { request: referenceOf(made), action: made.action })
      return made
    },
  }
}

export function loggedRefusedClicks({ dynamodb, names, log }: Common): RefusedClicks {
  const clicks = createRefusedClicks(dynamodb, names)
  return {
    ...clicks,
    async countRefusedClick(key, personId, because) {
      log('click-refused', { request: referenceOf(key), because })
      await clicks.countRefusedClick(key, personId, because)
    },
  }
}

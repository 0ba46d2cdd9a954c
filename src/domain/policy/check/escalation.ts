import { type Finding, warning } from './directory.ts'
import { type PolicyInFile, placeOf } from './policy-in-file.ts'

/** Whom the policy escalates to, when every card has expired by then, is never asked. */
export function checkEscalation(file: PolicyInFile): Finding[] {
  const { escalateTo, expireAfter } = file.policy
  if (!escalateTo || expireAfter.kind !== 'seconds' || escalateTo.afterSeconds < expireAfter.seconds) return []
  const at = placeOf(file, file.ownKeys.has('expireAfter') ? 'expireAfter' : 'escalateTo')
  return [warning(at, 'cards expire before escalateTo comes in: nobody is ever escalated to')]
}

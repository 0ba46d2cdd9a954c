import { currentPlace, decidersNow, stageNow } from '../../domain/approvals/stages.ts'
import { type Authority, approversFor } from '../../domain/policy.ts'
import type { Request } from '../../domain/request.ts'
import type { People } from '../ports/people.ts'
import type { Rules } from '../ports/rules.ts'
import { findAuthority } from './authority.ts'

/**
 * Why this person may decide on a request now: they are named for the stage that is asked, or the policy escalates to
 * them. Someone who is named for another stage alone has an authority that says which. Undefined for everybody else.
 */
export async function authorityNow(
  request: Request,
  personId: string,
  { rules, people }: { rules: Rules; people: People },
): Promise<Authority | undefined> {
  const { policy } = rules.policyFor(request.entity)
  const { stage } = currentPlace(request)
  const named = await findAuthority(personId, stageNow(request, policy).approvers, people)
  if (named) return { ...named, stage }
  const escalated = await findAuthority(personId, decidersNow(request, policy), people)
  if (escalated) return { ...escalated, stage, escalated: true }
  const elsewhere = await findAuthority(personId, approversFor(policy, request.action), people)
  return elsewhere && { ...elsewhere, stage: 0 }
}

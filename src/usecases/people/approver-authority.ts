import { isFreeToDecide } from '../../domain/approvals/approval.ts'
import { currentPlace, decidersNow, stageNow, stagesAfterNow } from '../../domain/approvals/stages.ts'
import { type Authority, approversFor, type Principal } from '../../domain/policy/policy.ts'
import type { Request } from '../../domain/request.ts'
import { type ActingPorts, actingFor } from './acting.ts'
import { findAuthority, resolvePrincipals } from './authority.ts'

/**
 * Why this person may decide on a request now: they are named for the stage that is asked, or the policy escalates to
 * them, or they act for somebody who is named for it; their own right comes first. Someone who may for another stage alone
 * has an authority that says which. Undefined for everybody else.
 */
export async function authorityNow(
  request: Request,
  personId: string,
  ports: ActingPorts,
): Promise<Authority | undefined> {
  const { policy } = ports.rules.policyFor(request.entity)
  const { people } = ports
  const { stage } = currentPlace(request)
  if (await isNeededLater(request, personId, ports)) return laterAuthority(request, personId, ports)
  const asked = stageNow(request, policy).approvers
  const named = await findAuthority(personId, asked, people)
  if (named) return { ...named, stage }
  const escalated = await findAuthority(personId, decidersNow(request, policy), people)
  if (escalated) return { ...escalated, stage, escalated: true }
  const acting = await authorityOfAnother(request, personId, { approvers: asked, ports })
  if (acting) return { ...acting, stage }
  const all = approversFor(policy, request.action)
  const elsewhere = await findAuthority(personId, all, people)
  if (elsewhere) return { ...elsewhere, stage: 0 }
  const actingElsewhere = await authorityOfAnother(request, personId, { approvers: all, ports })
  return actingElsewhere && { ...actingElsewhere, stage: 0 }
}

/** A later stage could not be filled without them: one person counts once, so they must not decide before it is asked. */
async function isNeededLater(request: Request, personId: string, { rules, people }: ActingPorts): Promise<boolean> {
  const later = stagesAfterNow(request, rules.policyFor(request.entity).policy)
  const lists = await Promise.all(later.map(({ approvers }) => resolvePrincipals(approvers, people)))
  return later.some(({ approvals }, index) => {
    const named = lists[index] ?? []
    const others = named.filter((id) => id !== personId && isFreeToDecide(request, { id, email: null }))
    return named.includes(personId) && others.length < approvals
  })
}

/** They have a right, in a stage that is not asked yet. */
async function laterAuthority(
  request: Request,
  personId: string,
  { rules, people }: ActingPorts,
): Promise<Authority | undefined> {
  const { policy } = rules.policyFor(request.entity)
  const authority = await findAuthority(personId, approversFor(policy, request.action), people)
  return authority && { ...authority, stage: 0 }
}

/** The right of whom they act for today: of several, one whose part can still be decided. */
async function authorityOfAnother(
  request: Request,
  personId: string,
  { approvers, ports }: { approvers: readonly Principal[]; ports: ActingPorts },
): Promise<Authority | undefined> {
  const acting = await actingFor(request.entity, approvers, ports)
  const theirs = acting.filter(({ delegate }) => delegate.id === personId)
  const chosen = theirs.find((one) => isFreeToDecide(request, one.delegator)) ?? theirs[0]
  if (!chosen) return undefined
  const { delegator, record } = chosen
  const authority = await findAuthority(delegator.id, approvers, ports.people)
  return authority && { ...authority, delegation: { from: delegator, record } }
}

import type { Policy, Principal, Stage } from '../policy/policy.ts'
import { stagesFor } from '../policy/policy.ts'
import type { Request } from '../request.ts'

type Counted = Pick<Request, 'approvals' | 'approvalsNeeded' | 'stages'>

/** How many approvals there are before a stage, and with it. */
export type Place = { stage: number; from: number; upTo: number }

/** The stage that is asked now, from 1: the first that is not full. When all are, the last. */
export function currentPlace({ approvals, approvalsNeeded, stages }: Counted): Place {
  const places = placesOf(stages ?? [approvalsNeeded])
  return places.find(({ upTo }) => approvals < upTo) ?? places.at(-1) ?? { stage: 1, from: 0, upTo: approvalsNeeded }
}

/** The place of a stage, from 1. */
export function placeOf({ approvalsNeeded, stages }: Omit<Counted, 'approvals'>, stage: number): Place {
  const place = placesOf(stages ?? [approvalsNeeded]).find((one) => one.stage === stage)
  return place ?? { stage, from: 0, upTo: approvalsNeeded }
}

function placesOf(stages: readonly number[]): Place[] {
  let from = 0
  return stages.map((approvals, index) => {
    const place = { stage: index + 1, from, upTo: from + approvals }
    from = place.upTo
    return place
  })
}

/** The stage of the policy that a request asks now. */
export function stageNow(request: Request, policy: Policy): Stage {
  const stages = stagesFor(policy, request.action)
  return stages[currentPlace(request).stage - 1] ?? { approvers: [], approvals: 0 }
}

/** The stages of the policy that are asked after the one that is asked now. */
export function stagesAfterNow(request: Request, policy: Policy): readonly Stage[] {
  return stagesFor(policy, request.action).slice(currentPlace(request).stage)
}

/** Who may decide now: those of the stage that is asked, and once its time has come whom the policy escalates to. */
export function decidersNow(request: Request, policy: Policy): readonly Principal[] {
  const escalated = request.escalatedAt === null ? [] : (policy.escalateTo?.approvers ?? [])
  return [...new Set([...stageNow(request, policy).approvers, ...escalated])]
}

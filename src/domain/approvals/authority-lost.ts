import type { Person } from '../person.ts'
import { isGroup, type Principal } from '../policy/policy.ts'
import type { Request } from '../request.ts'
import type { Change } from '../snapshot.ts'
import { hasAsked } from './approval.ts'
import { type Decision, isSamePerson } from './decision.ts'
import { approvalOf } from './validity.ts'

/** An approver as Slack, the policy and the register have them right before Zuora is asked. */
export type ApproverNow = {
  decision: Decision
  person: Person
  /** Of the one whose part it is: whether the rule for the stage still names them. */
  isNamed: boolean
  /** Where somebody acts for another. */
  delegation: { isInForce: boolean; from: Person } | null
}

/**
 * Approvals of people who would not be allowed to give them any more. `askers`: who asked, and asked before, as Slack
 * describes them now: somebody's e-mail may have become that of another.
 */
export function authorityLost(
  request: Request,
  { approvers, askers }: { approvers: readonly ApproverNow[]; askers: readonly Person[] },
): Change[] {
  return approvers.flatMap((approver, index) => {
    const is = whyNoLonger(request, approver, askers) ?? whyTwice(approver, approvers.slice(0, index))
    const { authority, by } = approver.decision
    return is === undefined ? [] : [{ what: approvalOf(by), was: wasText(authority), is }]
  })
}

/** One person counts once, and so does a part that was handed on: also if it turns out only now that two are one. */
function whyTwice(approver: ApproverNow, before: readonly ApproverNow[]): string | undefined {
  const same = before.find((other) =>
    seatsNow(other).some((one) => seatsNow(approver).some((it) => isSamePerson(one, it))),
  )
  return same && `of the same person as ${approvalOf(same.decision.by)}`
}

function seatsNow({ decision: { by }, person, delegation }: ApproverNow): Person[] {
  return [by, person, ...(delegation ? [delegation.from] : [])]
}

function whyNoLonger(
  request: Request,
  { decision: { authority }, person, isNamed, delegation }: ApproverNow,
  askers: readonly Person[],
): string | undefined {
  const isAsker = (one: Person) => hasAsked(request, one) || askers.some((asker) => isSamePerson(asker, one))
  if (!person.isFullMember) return `${noLongerMember}: deactivated in Slack, or a guest`
  if (isAsker(person)) return 'of the same person as who asked'
  if (delegation) {
    const { from, isInForce } = delegation
    if (!isInForce) return `no longer acting for ${from.name}: the delegation has ended`
    if (!from.isFullMember) return `acting for ${from.name}, who is ${noLongerMember}`
    if (isAsker(from)) return `acting for ${from.name}, who is the same person as who asked`
    return isNamed ? undefined : `acting for ${from.name}, who is no longer ${place(authority.rule)}`
  }
  return isNamed ? undefined : `no longer ${place(authority.rule)}`
}

const noLongerMember = 'no longer a full member'

function wasText({ rule, delegation }: Decision['authority']): string {
  return delegation ? `acting for ${delegation.from.name}, ${place(rule)}` : `a full member, ${place(rule)}`
}

/** A group by its id after an @, as a message turns it into a mention. */
function place(rule: Principal): string {
  return isGroup(rule) ? `in @${rule}` : 'named by the policy'
}

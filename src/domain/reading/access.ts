import { identityOf } from '../approvals/decision.ts'
import type { Person } from '../person.ts'
import { type Action, isGroup, type Policy, type Principal, policyActions, stagesFor } from '../policy/policy.ts'
import { seatsIn, shortWithout, stagesWithNobodyToSpare } from '../policy/seats.ts'

/** What the policy names, and who that is now: a group's members, or the one person. */
export type Named = { principal: Principal; people: readonly Person[] }

export type AccessStage = { approvals: number; approvers: readonly Named[] }

/** Who can do what under a policy now. */
export type Access = {
  requesters: readonly Named[]
  actions: readonly { action: Action; stages: readonly AccessStage[] }[]
  escalateTo: { afterSeconds: number; approvers: readonly Named[] } | null
  delegates: { people: readonly Named[]; mostDays: number | null } | null
  auditors: readonly Named[]
}

/** `stage`: from 1; null where there is one only, and of all of them together. */
export type AccessWarning =
  | { kind: 'too-few'; action: Action; stage: number | null; needed: number; people: number }
  | { kind: 'nobody-to-spare'; action: Action; stage: number | null; needed: number }
  /** When one of these asks, too few others are left to approve. */
  | { kind: 'too-few-when-asking'; action: Action; people: readonly Person[] }
  | { kind: 'empty-group'; group: Principal }
  | { kind: 'cannot-act'; person: Person }

/** `resolve` gives those whom a principal names now. */
export function accessUnder(policy: Policy, resolve: (principal: Principal) => readonly Person[]): Access {
  const named = (principals: readonly Principal[] = []) =>
    principals.map((principal) => ({ principal, people: resolve(principal) }))
  const { requesters, actions, escalateTo, delegates, delegationMaxDays, auditors } = policy
  return {
    requesters: named(requesters),
    actions: policyActions
      .filter((action) => actions[action] !== undefined)
      .map((action) => ({
        action,
        stages: stagesFor(policy, action).map(({ approvals, approvers }) => ({
          approvals,
          approvers: named(approvers),
        })),
      })),
    escalateTo: escalateTo ? { afterSeconds: escalateTo.afterSeconds, approvers: named(escalateTo.approvers) } : null,
    delegates: delegates ? { people: named(delegates), mostDays: delegationMaxDays ?? null } : null,
    auditors: named(auditors),
  }
}

/** What whoever keeps the policy should look at. */
export function warningsOf(access: Access): AccessWarning[] {
  const acting = [
    ...access.requesters,
    ...access.actions.flatMap(({ stages }) => stages.flatMap(({ approvers }) => approvers)),
    ...(access.escalateTo?.approvers ?? []),
    ...(access.delegates?.people ?? []),
  ]
  const everyone = new Map(acting.flatMap(({ people }) => people).map((person) => [person.id, person]))
  const groups = new Map([...acting, ...access.auditors].map((one) => [one.principal, one]))
  return [
    ...access.actions.flatMap((action) => warningsOfAction(action, access.requesters)),
    ...[...groups.values()].flatMap(({ principal, people }) =>
      isGroup(principal) && people.length === 0 ? [{ kind: 'empty-group' as const, group: principal }] : [],
    ),
    ...[...everyone.values()].flatMap((person) =>
      person.isFullMember ? [] : [{ kind: 'cannot-act' as const, person }],
    ),
  ]
}

function warningsOfAction(
  { action, stages }: Access['actions'][number],
  requesters: readonly Named[],
): AccessWarning[] {
  const seats = stages.map(({ approvals, approvers }) => ({ approvals, people: new Set(ableIn(approvers).keys()) }))
  const short = shortWithout(seats, nobody)
  if (short) return [{ kind: 'too-few', action, stage: short.stage, needed: short.needed, people: short.others }]
  const spare = stagesWithNobodyToSpare(seats, nobody).map((place) => ({
    kind: 'nobody-to-spare' as const,
    action,
    stage: place === 'all' ? null : place + 1,
    needed: place === 'all' ? seatsIn(seats) : (seats[place]?.approvals ?? 0),
  }))
  const people = [...ableIn(requesters)].flatMap(([one, person]) => (shortWithout(seats, one) ? [person] : []))
  return people.length === 0 ? spare : [...spare, { kind: 'too-few-when-asking', action, people }]
}

const nobody = ''

/** Those who can act, each once, whatever their ids. */
function ableIn(named: readonly Named[]): Map<string, Person> {
  const able = named.flatMap(({ people }) => people).filter(({ isFullMember }) => isFullMember)
  return new Map(able.map((person) => [identityOf(person), person]))
}

import { identityOf } from '../approvals/decision.ts'
import type { Person } from '../person.ts'
import { type Action, isGroup, type Policy, type Principal, stagesFor } from '../policy.ts'

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

export type AccessWarning =
  | { kind: 'too-few'; action: Action; stage: number; needed: number; people: number }
  | { kind: 'nobody-to-spare'; action: Action; stage: number; needed: number }
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
    actions: knownActions
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

/** In the order of a month's work. */
const knownActions = [
  'trial-balance',
  'pending-close',
  'close',
  'reopen',
  'create',
  'update',
  'update-dates',
  'delete',
] as const satisfies readonly Action[]

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
  const ofStages = stages.flatMap(({ approvals: needed, approvers }, index): AccessWarning[] => {
    const { size } = ableIn(approvers)
    if (needed === 0 || size > needed) return []
    const place = { action, stage: index + 1, needed }
    return [size < needed ? { kind: 'too-few', ...place, people: size } : { kind: 'nobody-to-spare', ...place }]
  })
  const left = [...ableIn(requesters).values()].filter((person) =>
    stages.some(({ approvals, approvers }) => isShortWithout(person, approvers, approvals)),
  )
  return left.length === 0 ? ofStages : [...ofStages, { kind: 'too-few-when-asking', action, people: left }]
}

function isShortWithout(person: Person, approvers: readonly Named[], needed: number): boolean {
  const able = ableIn(approvers)
  return able.size >= needed && able.has(identityOf(person)) && able.size - 1 < needed
}

/** Those who can act, each once, whatever their ids. */
function ableIn(named: readonly Named[]): Map<string, Person> {
  const able = named.flatMap(({ people }) => people).filter(({ isFullMember }) => isFullMember)
  return new Map(able.map((person) => [identityOf(person), person]))
}

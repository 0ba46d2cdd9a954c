import type * as z from 'zod/mini'
import { type OwnPolicy, type PolicyGiven, policyOf } from './policy.ts'
import type { RuleRead } from './policy-rule.ts'

type Entities = readonly { policy?: OwnPolicy }[]
type Told = { path: PropertyKey[]; message: string }
/** In the order in which an entity is told: at the first of these places that it says something of its own about. */
type Mistake = readonly [Told, ...Told[]]

/** What no key shows by itself: what the keys of a policy, shared or an entity's, mean together. */
export function policyFitsTogether({
  value: { policy, entities },
  issues,
}: z.core.ParsePayload<{ policy: PolicyGiven; entities: Entities }>): void {
  // What is not right by itself was not read, and is told already.
  if (issues.some(({ path }) => path?.includes('policy'))) return
  const shared = mistakesIn(policy).map(([told]) => ({ ...told, path: ['policy', ...told.path] }))
  const own = entities.flatMap(({ policy: said }, index) =>
    said
      ? ownMistakes(policy, said).map((told) => ({ ...told, path: ['entities', index, 'policy', ...told.path] }))
      : [],
  )
  for (const told of [...shared, ...own]) issues.push({ code: 'custom', input: undefined, ...told })
}

/** Those that an entity has because of what it says of its own; told there, where its own words are. */
function ownMistakes(shared: PolicyGiven, own: OwnPolicy): Told[] {
  return mistakesIn(policyOf(shared, own)).flatMap((mistake) => mistake.find(({ path }) => says(own, path)) ?? [])
}

function says(own: OwnPolicy, [key = '', action = '']: readonly PropertyKey[]): boolean {
  return key === 'actions' ? Object.hasOwn(own.actions ?? {}, action) : Object.hasOwn(own, key)
}

function mistakesIn(policy: PolicyGiven): Mistake[] {
  const ofActions = Object.entries(policy.actions).flatMap(([name, rule]) => (rule ? tooMany(policy, name, rule) : []))
  return [...ofActions, ...holdTooLong(policy)]
}

/** Where only people are named, their number is known; a group's members are not known here. */
function tooMany(policy: PolicyGiven, name: string, { approvals, approvers, stages }: RuleRead): Mistake[] {
  if (stages) {
    const ofStages = stages.flatMap((stage, index) => fewer(stage, ['actions', name, 'stages', index]))
    if (ofStages.length > 0) return ofStages
    return fewer({ approvers: stages.flatMap((stage) => stage.approvers), approvals }, ['actions', name, 'stages'])
  }
  const [mistake] = fewer({ approvers: approvers ?? policy.approvers, approvals }, ['actions', name, 'approvals'])
  if (!mistake) return []
  const [told] = mistake
  return [[told, ...(approvers ? [] : [{ path: ['approvers'], message: `${name} ${told.message}` }])]]
}

function fewer({ approvers, approvals }: { approvers: readonly string[]; approvals: number }, path: PropertyKey[]) {
  const people = new Set(approvers).size
  if (approvals <= people || approvers.some((id) => id.startsWith('S'))) return []
  return [[{ path, message: `needs ${approvals} approvals, but only ${people} may approve` }] as const]
}

const day = 86_400

/** Approvals that are too old when Zuora is asked would be asked for again, and held again, without end. */
function holdTooLong({ holdBeforeClose = 0, approvalValidFor = day }: PolicyGiven): Mistake[] {
  if (holdBeforeClose < approvalValidFor) return []
  const hold = {
    path: ['holdBeforeClose'],
    message: `must be shorter than approvalValidFor, ${hours(approvalValidFor)}`,
  }
  const valid = {
    path: ['approvalValidFor'],
    message: `must be longer than holdBeforeClose, ${hours(holdBeforeClose)}`,
  }
  return [[hold, valid]]
}

function hours(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600}h` : seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`
}

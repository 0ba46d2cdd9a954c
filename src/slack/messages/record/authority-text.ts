import { memberOf, membersOf } from '../../../domain/evidence/export/evidence-export.ts'
import { isGroup, type Principal } from '../../../domain/policy/policy.ts'
import { referenceOf } from '../../../domain/request.ts'
import { listed, mention } from '../text/mrkdwn.ts'

/** Of a group's members then, so many are named. */
const mostMembers = 6

/** Why somebody was allowed, as it was recorded: the rule, the group's members then, the stage, for whom. Empty where nothing was. */
export function authorityText(authority: unknown, { entity, isStaged }: { entity: string; isStaged: boolean }): string {
  const rule = memberOf(authority, 'rule')
  if (typeof rule !== 'string') return ''
  const stage = memberOf(authority, 'stage')
  const parts = [
    ruleText(rule, membersOf(memberOf(authority, 'members'))),
    ...(isStaged && typeof stage === 'number' && stage > 0 ? [`stage ${stage}`] : []),
    ...(memberOf(authority, 'escalated') === true ? ['after the escalation'] : []),
    ...delegationText(memberOf(authority, 'delegation'), entity),
  ]
  return `Allowed ${parts.join(', ')}.`
}

function ruleText(rule: Principal, members: readonly unknown[]): string {
  if (!isGroup(rule)) return `by name in the policy`
  const ids = members.filter((id) => typeof id === 'string')
  if (ids.length === 0) return `as one of ${mention(rule)}`
  const more = ids.length > mostMembers ? [`${ids.length - mostMembers} more`] : []
  return `as one of ${mention(rule)} (then ${listed([...ids.slice(0, mostMembers).map(mention), ...more])})`
}

function delegationText(delegation: unknown, entity: string): string[] {
  const from = memberOf(memberOf(delegation, 'from'), 'id')
  const record = memberOf(delegation, 'record')
  if (typeof from !== 'string') return []
  const where = typeof record === 'number' ? ` (${referenceOf({ entity, number: record })})` : ''
  return [`in the place of ${mention(from)}${where}`]
}

import { allApprovers, groupsIn } from '../../domain/policy/policy.ts'
import type { Access } from '../../domain/reading/access.ts'
import type { ReminderRules } from '../../domain/reminders/reminder-rules.ts'
import { accessOf } from '../reminders/gather-facts.ts'
import type { EntityForHome, HomePorts } from './home-ports.ts'

/** Homes are made anew every minute, and Slack tells of about a hundred people in that time. */
const mostLookedUp = 40

/** Who can approve, for what is said when nobody can be spared; null where they are too many to ask Slack for each. */
export async function accessAtHome(
  entity: EntityForHome,
  rules: ReminderRules,
  ports: Pick<HomePorts, 'people' | 'rules' | 'log'>,
): Promise<Access | null> {
  const approvers = allApprovers(ports.rules.policyFor(entity.key).policy)
  const members = await ports.people.members(groupsIn(approvers))
  const people = new Set([...approvers, ...members.values()].flat())
  return people.size > mostLookedUp ? null : accessOf({ entity, rules }, ports)
}

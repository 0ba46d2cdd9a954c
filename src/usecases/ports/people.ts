import type { Person } from '../../domain/person.ts'
import type { GroupMembers } from '../../domain/policy.ts'

/** People and user groups as Slack knows them. Throws `SlackBusy` or `SlackUnavailable` when Slack cannot say. */
export type People = {
  person(id: string): Promise<Person>
  members(groups: readonly string[]): Promise<GroupMembers>
}

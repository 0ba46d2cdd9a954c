import type { Person } from '../../../domain/person.ts'
import type { GroupMembers } from '../../../domain/policy/policy.ts'

/** What Slack says of people and user groups when it is asked. Throws `SlackBusy` or `SlackUnavailable` when it cannot say. */
export type SlackPeople = {
  person(id: string): Promise<Person>
  members(groups: readonly string[]): Promise<GroupMembers>
}

/** People and user groups as Slack knows them: what it said within the last minute counts, nothing older does. */
export type People = SlackPeople & {
  /** As they are from now on, past everything that is remembered: each person and group is asked for once. */
  fresh(): People
}

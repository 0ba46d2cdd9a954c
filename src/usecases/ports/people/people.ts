import type { Person } from '../../../domain/person.ts'
import type { GroupMembers } from '../../../domain/policy/policy.ts'

/** A person as Slack describes them, and beside it the time zone they have set (IANA), which no record keeps. */
export type DescribedPerson = {
  person: Person
  /** Null where Slack tells none, or one that is not known here. */
  timeZone: string | null
}

/** What Slack says of people and user groups when it is asked. Throws `SlackBusy` or `SlackUnavailable` when it cannot say. */
export type SlackPeople = {
  describe(id: string): Promise<DescribedPerson>
  members(groups: readonly string[]): Promise<GroupMembers>
}

/** People and user groups as Slack knows them: what it said within the last minute counts, nothing older does. */
export type People = {
  person(id: string): Promise<Person>
  /** IANA; null where Slack tells none. Asked for together with the person, so whoever knows one knows the other. */
  timeZone(id: string): Promise<string | null>
  members(groups: readonly string[]): Promise<GroupMembers>
  /** As they are from now on, past everything that is remembered: each person and group is asked for once. */
  fresh(): People
}

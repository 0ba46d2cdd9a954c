import { dateIn } from '../../domain/calendar/calendar-date.ts'
import type { Person } from '../../domain/person.ts'
import type { Policy } from '../../domain/policy/policy.ts'
import type { Request } from '../../domain/request.ts'
import type { DecidePorts } from '../decide.ts'
import type { Entity, Rules } from '../ports/rules.ts'

/** An entity without its Zuora: nothing of a control test is given one. */
export type EntityInName = Pick<Entity, 'key' | 'name' | 'channel' | 'timeZone'>

/** Ids that Slack gives nobody: it has none this long. */
export const outsiderId = 'U0CONTROLTESTOUTSIDER'
export const approverId = 'U0CONTROLTESTAPPROVER'

/** Under this id rehearsals are kept apart from everything that is about a period. */
export const rehearsalId = 'control-test'

export function rehearsedPeriod({ timeZone }: EntityInName, now: Date): Request['period'] {
  const today = dateIn(timeZone, now)
  return { id: rehearsalId, name: 'a rehearsal', startDate: today, endDate: today }
}

/** More than there are tries: whatever is counted, nothing is ever decided. */
export const approvalsOfRehearsal = 99

/** The real rules and the real store, with one approver more, who exists for the rehearsal alone. */
export function withRehearsalApprover(ports: DecidePorts, team: string): DecidePorts {
  const approver: Person = { id: approverId, name: 'Rehearsal approver', email: null, team, isFullMember: true }
  const { people, rules } = ports
  const named = (policy: Policy): Policy => ({
    ...policy,
    actions: { ...policy.actions, close: { approvals: approvalsOfRehearsal, approvers: [approverId] } },
  })
  const policyFor: Rules['policyFor'] = (entity) => {
    const inForce = rules.policyFor(entity)
    return { ...inForce, policy: named(inForce.policy) }
  }
  return {
    ...ports,
    people: { ...people, person: async (id) => (id === approverId ? approver : people.person(id)) },
    rules: { ...rules, policyFor },
  }
}

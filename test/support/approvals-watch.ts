import type { LogEntry } from '../../src/domain/evidence/log.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Authority, GroupMembers } from '../../src/domain/policy/policy.ts'
import type { Request } from '../../src/domain/request.ts'
import type { People } from '../../src/usecases/ports/people/people.ts'

/** What a turn was told of people when it asked past everything remembered. */
type PeopleSeen = { persons: Map<string, Person>; groups: Map<string, readonly string[]> }

export function createPeopleSeen(): PeopleSeen {
  return { persons: new Map(), groups: new Map() }
}

/** Notes what is looked up. */
export function watchPeople(people: People, seen: PeopleSeen): People {
  return {
    async person(id) {
      const person = await people.person(id)
      seen.persons.set(id, person)
      return person
    },
    timeZone: (id) => people.timeZone(id),
    async members(groups) {
      const members: GroupMembers = await people.members(groups)
      for (const [group, ids] of members) seen.groups.set(group, ids)
      return members
    },
    fresh: () => watchPeople(people.fresh(), seen),
  }
}

type RulesThen = {
  /** How many in each stage. */
  stages: readonly number[]
  holdSeconds: number
  validForSeconds: number
  /** When the turn that asks began. */
  turnAt: number
  now: number
}

type Approval = { by: string; at: number; authority: Authority }

/** What is wrong with the approvals that Zuora is asked on the strength of: read from the log, which is what an auditor has. */
export function wrongWithApprovals(request: Request, seen: PeopleSeen, rules: RulesThen): string[] {
  const ofRound = request.log.filter(({ details }) => details.round === request.round)
  const { standing, wrong } = standingApprovals(ofRound, rules.stages)
  const isOld = ({ at }: Approval) => rules.turnAt - at > rules.validForSeconds * 1000
  const last = Math.max(...standing.map(({ at }) => at))
  return [
    ...wrong,
    ...rules.stages.flatMap((needed, index) => {
      const given = standing.filter(({ authority }) => (authority.stage ?? 1) === index + 1).length
      return given < needed ? [`asked to close with ${given} of ${needed} in stage ${index + 1}`] : []
    }),
    ...(standing.some(isOld) ? ['asked to close with an approval that is too old'] : []),
    ...(last + rules.holdSeconds * 1000 > rules.now ? ['asked to close while it is held'] : []),
    ...standing.flatMap((approval) => wrongWithApprover(approval, request, seen)),
  ]
}

/** Entry by entry: an approval counts once, and only while its stage is asked; a withdrawal takes it away, and what rests on it. */
function standingApprovals(entries: readonly LogEntry[], stages: readonly number[]) {
  const wrong: string[] = []
  let standing: Approval[] = []
  for (const { kind, by, at, details } of entries) {
    if (kind === 'withdrawn') {
      const gone = [details.approvalOf as Person, ...idsOf(details.fellWithIt)].map(({ id }) => id)
      if (gone.some((id) => !standing.some((one) => one.by === id))) wrong.push('what was not there was withdrawn')
      standing = standing.filter((one) => !gone.includes(one.by))
    }
    if (kind !== 'approved' || !by) continue
    const authority = details.authority as Authority
    if (standing.some((one) => one.by === by.id)) wrong.push(`${by.id} counted twice`)
    if (stageAsked(standing.length, stages) !== (authority.stage ?? 1)) wrong.push(`${by.id} approved out of turn`)
    standing.push({ by: by.id, at: Date.parse(at), authority })
  }
  return { standing, wrong }
}

function idsOf(fellWithIt: unknown): Person[] {
  return ((fellWithIt ?? []) as { by: Person }[]).map(({ by }) => by)
}

function stageAsked(given: number, stages: readonly number[]): number {
  let left = given
  const index = stages.findIndex((needed) => {
    left -= needed
    return left < 0
  })
  return index + 1
}

function wrongWithApprover({ by, authority }: Approval, request: Request, { persons, groups }: PeopleSeen): string[] {
  const person = persons.get(by)
  const isGroup = authority.rule.startsWith('S')
  return [
    ...(person ? [] : [`asked to close without a look at ${by}`]),
    ...(person?.isFullMember === false ? [`asked to close for ${by}, who is no full member`] : []),
    ...(isGroup && !groups.get(authority.rule)?.includes(by) ? [`asked to close for ${by}, who left the group`] : []),
    ...(by === request.requester.id ? ['the requester approved'] : []),
  ]
}

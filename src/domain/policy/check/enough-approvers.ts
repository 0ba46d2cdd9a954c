import { identityOf } from '../../approvals/decision.ts'
import { type Action, isGroup, type Principal, stagesFor } from '../policy.ts'
import { type Seats, seatsFilled, seatsIn, stagesWithNobodyToSpare } from '../seats.ts'
import { type Directory, type Finding, fault, warning } from './directory.ts'
import { actionsApproved, approverListsIn, type PolicyInFile, placeOf } from './policy-in-file.ts'

/** Whoever asks, there are others enough to approve: different people, none of them the requester. */
export function checkEnoughApprovers(file: PolicyInFile, directory: Directory): Finding[] {
  const requesters = peopleIn(file.policy.requesters, directory)
  // Who may ask is not known, so neither is who would be left.
  if (requesters === undefined) return []
  const enough = actionsApproved(file.policy).flatMap((action) => checkAction(file, action, { requesters, directory }))
  return [...enough, ...checkOnlyRequester(file, requesters, directory)]
}

/** Identities, with the id by which each is told. */
type Identities = ReadonlyMap<string, string>

type Case = { id: string; filled: number; tight: readonly (number | 'all')[] }

function checkAction(
  file: PolicyInFile,
  action: Action,
  { requesters, directory }: { requesters: Identities; directory: Directory },
): Finding[] {
  const stages = seatsOf(stagesFor(file.policy, action), directory)
  if (stages === undefined) return []
  const needed = seatsIn(stages)
  const { path, about } = toldAt(file, action)
  const all = seatsFilled(stages, new Set())
  if (all < needed) return [fault(path, `${about}needs ${needed} approvals, but only ${all} can be given`)]
  const cases = casesOf(stages, requesters)
  const short = cases.filter(({ filled }) => filled < needed)
  const fewest = Math.min(...short.map(({ filled }) => filled))
  const tooFew = `only ${fewest} of ${needed} approvals can be given, for nobody approves their own request`
  if (short.length > 0 && short.length === cases.length) return [fault(path, `${about}whoever asks, ${tooFew}`)]
  return [
    ...(short.length > 0 ? [warning(path, `${about}when ${named(short)} asks, ${tooFew}`)] : []),
    ...nobodyToSpare(cases, stages).map(({ at, text }) => warning(`${path}${at}`, `${about}${text}`)),
  ]
}

/** What is left for each who may ask. Those who approve nothing leave the same. */
function casesOf(stages: readonly Seats[], requesters: Identities): Case[] {
  const look = (requester: string) => {
    const filled = seatsFilled(stages, new Set([requester]))
    return { filled, tight: filled === seatsIn(stages) ? stagesWithNobodyToSpare(stages, requester) : [] }
  }
  const ofOthers = look('')
  return [...requesters].map(([requester, id]) => {
    const approves = stages.some(({ people }) => people.has(requester))
    return { id, ...(approves ? look(requester) : ofOthers) }
  })
}

function nobodyToSpare(cases: readonly Case[], stages: readonly Seats[]): { at: string; text: string }[] {
  const places = [...new Set(cases.flatMap(({ tight }) => tight))]
  return places.map((place) => {
    const tight = cases.filter((each) => each.tight.includes(place))
    const when = tight.length === cases.length ? '' : `when ${named(tight)} asks, `
    const approvals = place === 'all' ? seatsIn(stages) : (stages[place]?.approvals ?? 0)
    const text = `${when}exactly as many approvers as approvals (${approvals}): nobody to spare`
    return { at: place === 'all' ? '' : `[${place}]`, text }
  })
}

/** Someone who alone may ask can never approve: to name them for it promises an approval that nobody can give. */
function checkOnlyRequester(file: PolicyInFile, requesters: Identities, directory: Directory): Finding[] {
  const [only, ...others] = requesters
  if (!only || others.length > 0) return []
  const [identity, id] = only
  const message = `${id} is the only requester, and so can never approve`
  return approverListsIn(file).flatMap(({ path, principals }) => {
    const naming = principals.filter((one) => peopleIn([one], directory)?.has(identity))
    if (naming.length === 0) return []
    // A group may hold others, whose approvals count.
    return [naming.every(isGroup) ? warning(path, message) : fault(path, message)]
  })
}

/** Told where the file says it: at what the entity says of its own, if that is why. */
function toldAt(file: PolicyInFile, action: Action): { path: string; about: string } {
  const { ownKeys } = file
  const rule = file.policy.actions[action]
  const inherited = rule?.approvers || rule?.stages ? ['requesters'] : ['approvers', 'requesters']
  const own = ownKeys.has(`actions.${action}`) ? undefined : inherited.find((key) => ownKeys.has(key))
  if (own) return { path: placeOf(file, own), about: `${action} ` }
  return { path: `${placeOf(file, `actions.${action}`)}.${rule?.stages ? 'stages' : 'approvals'}`, about: '' }
}

const mostNamed = 3

function named(cases: readonly { id: string }[]): string {
  const ids = cases.slice(0, mostNamed).map(({ id }) => id)
  return cases.length > mostNamed ? `${ids.join(', ')} or one of ${cases.length - mostNamed} others` : ids.join(' or ')
}

function seatsOf(
  stages: readonly { approvers: readonly Principal[]; approvals: number }[],
  directory: Directory,
): Seats[] | undefined {
  const seats = stages.flatMap(({ approvers, approvals }) => {
    const people = peopleIn(approvers, directory)
    return people ? [{ people: new Set(people.keys()), approvals }] : []
  })
  return seats.length === stages.length ? seats : undefined
}

/** The full members that principals name, each once by their e-mail; undefined where Slack could not say. */
function peopleIn(principals: readonly Principal[], { people, groups }: Directory): Identities | undefined {
  const found = new Map<string, string>()
  for (const principal of principals) {
    const ids = isGroup(principal) ? groups.get(principal) : [principal]
    if (ids === undefined) return undefined
    for (const id of ids ?? []) {
      const member = people.get(id)
      if (!member) return undefined
      if (member.standing === 'full-member') found.set(identityOf(member.person), id)
    }
  }
  return found
}

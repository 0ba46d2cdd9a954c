import { isGroup } from '../policy.ts'
import { type Directory, type Finding, fault, type Standing, warning } from './directory.ts'
import { listsIn, type NamedList, type PolicyInFile } from './policy-in-file.ts'

/** Everybody whom a policy names is there, and is someone who can do what they are named for. */
export function checkNamedPeople(file: PolicyInFile, directory: Directory): Finding[] {
  return listsIn(file).flatMap((list) =>
    list.principals.flatMap((principal) =>
      isGroup(principal) ? checkGroup(principal, list, directory) : checkPerson(principal, list, directory),
    ),
  )
}

/** Whom the bot tells of what keeps it from its work; null where the file names nobody. */
export function checkAdmin(id: string | null, directory: Directory): Finding[] {
  return id === null ? [] : checkPerson(id, { path: 'admin', reads: false }, directory)
}

const standingText: Readonly<Record<Standing, string>> = {
  'full-member': 'is a full member',
  guest: 'is a guest: only full members of the workspace may act',
  deactivated: 'is deactivated',
  bot: 'is a bot',
  'of-another-workspace': 'belongs to another workspace',
  unknown: 'is not known to Slack',
}

function checkPerson(id: string, { path, reads }: Pick<NamedList, 'path' | 'reads'>, { people }: Directory): Finding[] {
  const standing = people.get(id)?.standing
  if (standing === undefined || mayStand(standing, reads)) return []
  // Someone who left must not keep the bot from starting again while a close is under way; whether enough are left is told apart.
  const finding = standing === 'deactivated' ? warning : fault
  return [finding(path, `${id} ${standingText[standing]}`)]
}

function checkGroup(group: string, { path, reads }: NamedList, { groups, people }: Directory): Finding[] {
  const members = groups.get(group)
  if (members === undefined) return []
  if (members === null) return [fault(path, `user group ${group} is not known to Slack, or is disabled`)]
  if (members.length === 0) return [fault(path, `user group ${group} is empty`)]
  const limited = members.flatMap((id) => {
    const standing = people.get(id)?.standing
    return standing === undefined || mayStand(standing, reads) ? [] : [`${id} ${standingText[standing]}`]
  })
  if (limited.length === members.length)
    return [fault(path, `user group ${group} has nobody who may act: ${limited.join('; ')}`)]
  return limited.map((text) => warning(path, `in user group ${group}, ${text}`))
}

/** Guests may be among those who only read. */
function mayStand(standing: Standing, reads: boolean): boolean {
  return standing === 'full-member' || (reads && standing === 'guest')
}

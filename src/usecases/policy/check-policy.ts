import { type ChannelNamed, checkChannels } from '../../domain/policy/check/channels.ts'
import { type Directory, type Finding, warning } from '../../domain/policy/check/directory.ts'
import { checkEnoughApprovers } from '../../domain/policy/check/enough-approvers.ts'
import { checkEscalation } from '../../domain/policy/check/escalation.ts'
import { checkAdmin, checkNamedPeople } from '../../domain/policy/check/named-people.ts'
import { listsIn, type PolicyInFile } from '../../domain/policy/check/policy-in-file.ts'
import { isGroup } from '../../domain/policy/policy.ts'
import type { WorkspaceDirectory } from '../ports/people/directory.ts'

export type CheckPorts = {
  directory: WorkspaceDirectory
  policies: readonly PolicyInFile[]
  channels: readonly ChannelNamed[]
  /** Who is told of what keeps the bot from its work. */
  admin: string | null
}

/** Each a line that begins with its path in the file. With a fault the program is not to run. */
export type Checked = { faults: string[]; warnings: string[] }

/**
 * Whether the people, groups and channels of the configuration are there, and are enough. What Slack does not say is a
 * warning: no click counts before Slack has said who may.
 */
export async function checkPolicy(ports: CheckPorts): Promise<Checked> {
  const { found, unsaid } = await lookAtPolicy(ports)
  return told([...unsaid, ...found])
}

/** What is right and wrong, what Slack did not say, and what it said. What several entities share is in it once. */
export type PolicySeen = { found: Finding[]; unsaid: Finding[]; known: Directory }

export async function lookAtPolicy({ directory, policies, channels, admin }: CheckPorts): Promise<PolicySeen> {
  const principals = policies.flatMap((file) => listsIn(file).flatMap((list) => list.principals))
  const [groups, seen] = await Promise.all([
    askAll(principals.filter(isGroup), directory.group),
    askAll(
      channels.map(({ channel }) => channel),
      directory.channel,
    ),
  ])
  const members = [...groups.said.values()].flatMap((ids) => ids ?? [])
  const named = [...principals.filter((id) => !isGroup(id)), ...(admin === null ? [] : [admin])]
  const people = await askAll([...named, ...members], directory.person)
  const known = { people: people.said, groups: groups.said, channels: seen.said }
  const found = [
    ...policies.flatMap((file) => [
      ...checkNamedPeople(file, known),
      ...checkEnoughApprovers(file, known),
      ...checkEscalation(file),
    ]),
    ...checkAdmin(admin, known),
    ...checkChannels(channels, known),
  ]
  const lines = found.map(({ kind, path, message }) => `${kind} ${path}: ${message}`)
  return {
    found: found.filter((_, at) => lines.indexOf(lines[at] ?? '') === at),
    unsaid: notSaid([groups, people, seen]),
    known,
  }
}

type Asked<T> = { said: ReadonlyMap<string, T>; unsaid: ReadonlyMap<string, string> }

/** Each is asked for once. */
async function askAll<T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<Asked<T>> {
  const said = new Map<string, T>()
  const unsaid = new Map<string, string>()
  const askOne = async (id: string) => {
    try {
      said.set(id, await ask(id))
    } catch (error) {
      if (!(error instanceof Error) || !isOfSlack.has(error.name)) throw error
      unsaid.set(id, error.message)
    }
  }
  await Promise.all([...new Set(ids)].map(askOne))
  return { said, unsaid }
}

const isOfSlack: ReadonlySet<string> = new Set(['SlackBusy', 'SlackUnavailable', 'SlackRefused'])

/** One line for each reason, not for each person. */
function notSaid(asked: readonly Asked<unknown>[]): Finding[] {
  const unsaid = asked.flatMap((each) => [...each.unsaid])
  const reasons = [...new Set(unsaid.map(([, reason]) => reason))]
  return reasons.map((reason) => {
    const ids = unsaid.flatMap(([id, because]) => (because === reason ? [id] : []))
    return warning('policy', `could not be checked for ${ids.join(', ')}: ${reason}`)
  })
}

function told(findings: readonly Finding[]): Checked {
  const lines = (kind: Finding['kind']) =>
    findings.filter((each) => each.kind === kind).map(({ path, message }) => `${path}: ${message}`)
  return { faults: lines('fault'), warnings: lines('warning') }
}

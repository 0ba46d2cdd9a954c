import type { ChannelNamed } from '../policy/check/channels.ts'
import type { Directory, Finding as PolicyFinding } from '../policy/check/directory.ts'
import { type Finding, findingsOf } from './finding.ts'
import type { Ways } from './ways.ts'

type Seen = { found: readonly PolicyFinding[]; unsaid: readonly PolicyFinding[]; known: Directory }
type Named = { channels: readonly ChannelNamed[]; admin: string | null }

/** The check of the policy against Slack, as part of the list. */
export function checkPeople({ found, unsaid, known }: Seen, { channels, admin }: Named, ways: Ways): Finding[] {
  const of = (check: string) => found.filter(({ path }) => checkOf(path) === check)
  const silent = unsaid.map(({ message }) => findingsOf('people and groups').notCheckable(message))
  return [
    ...toldOf('channels', of('channels'), ways),
    ...(of('channels').some(({ kind }) => kind === 'fault') ? [] : channelsSeen(channels, known)),
    ...toldOf('people and groups', of('people and groups'), ways),
    ...silent,
    ...(of('people and groups').some(({ kind }) => kind === 'fault') || unsaid.length > 0 ? [] : [peopleSeen(known)]),
    ...toldOf('admin', of('admin'), ways),
    ...(of('admin').length > 0 || silent.length > 0 ? [] : [adminSeen(admin, ways)]),
  ]
}

function checkOf(path: string): string {
  if (path === 'admin') return 'admin'
  return /(^|\.)channel$|announceTo/.test(path) ? 'channels' : 'people and groups'
}

function toldOf(check: string, found: readonly PolicyFinding[], ways: Ways): Finding[] {
  const { fault, warning } = findingsOf(check)
  return found.map(({ kind, path, message }) =>
    (kind === 'fault' ? fault : warning)(`${path}: ${message}`, fixOf(check, message, ways)),
  )
}

function fixOf(check: string, message: string, ways: Ways): string {
  if (message.includes('escalate')) return ways.config('let escalateTo.after be shorter than expireAfter')
  if (check === 'admin') return ways.config('name a full member of the workspace as admin')
  if (check === 'people and groups') {
    const isTooFew = /nobody to spare|can be given/.test(message)
    const inFile = isTooFew ? 'name more approvers, or ask for fewer approvals' : 'correct that list'
    return `${isTooFew ? 'add people to' : 'correct'} the user group in Slack, which counts at once; or ${ways.config(inFile)}`
  }
  if (message.includes('/invite')) return 'in Slack, open that channel and type /invite @Closing Bell.'
  if (message.includes('shared with')) {
    return `in Slack, stop sharing the channel (channel details › Settings); or ${ways.config('name another channel')}`
  }
  return `in Slack, make the channel private (channel details › Settings); or ${ways.config('name another channel')}`
}

function channelsSeen(named: readonly ChannelNamed[], { channels }: Directory): Finding[] {
  const { ok } = findingsOf('channels')
  return named.flatMap(({ path, channel }) => {
    const seen = channels.get(channel)
    if (!seen) return []
    const who = seen.isPrivate ? 'private' : 'public'
    const shared = seen.isSharedWithOthers ? 'shared' : 'not shared'
    return [ok(`${path}: the bot is in #${seen.name}, which is ${who} and ${shared} with another company`)]
  })
}

function peopleSeen({ people, groups }: Directory): Finding {
  return findingsOf('people and groups').ok(
    `${people.size} people and ${groups.size} user groups are there, and enough of them to approve`,
  )
}

function adminSeen(admin: string | null, ways: Ways): Finding {
  const { ok, warning } = findingsOf('admin')
  if (admin !== null) return ok(`${admin} is told what keeps the bot from telling people`)
  return warning(
    'nobody is told what keeps the bot from telling people; only the log has it',
    ways.config('name somebody as admin'),
  )
}

import { type Access, type AccessWarning, accessUnder, warningsOf } from '../../domain/reading/access.ts'
import { readersOf } from '../../domain/reading/readers.ts'
import { lookUpNamed } from '../people/look-up-named.ts'
import type { Channel, Channels } from '../ports/people/channels.ts'
import type { People } from '../ports/people/people.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { findReader, type NotShown, type Reading } from '../reading/find-calendar.ts'

export type AccessPorts = { people: People; channels: Channels; rules: Rules }

export type AccessAnswer =
  | {
      kind: 'access'
      entity: Entity
      access: Access
      warnings: readonly AccessWarning[]
      /** Null where Slack does not tell the bot of it. */
      channel: Channel | null
      policyHash: string
    }
  | NotShown

/** Who can ask, approve, decide later and read, with every group looked up now. */
export async function showAccess(reading: Reading, { people, channels, rules }: AccessPorts): Promise<AccessAnswer> {
  const reader = await findReader(reading, { people, rules })
  if (reader.kind !== 'found') return reader
  const { entity } = reader
  const { policy, hash } = rules.policyFor(entity.key)
  const [peopleOf, channel] = await Promise.all([lookUpNamed(readersOf(policy), people), channels.look(entity.channel)])
  const access = accessUnder(policy, peopleOf)
  return { kind: 'access', entity, access, warnings: warningsOf(access), channel, policyHash: hash }
}

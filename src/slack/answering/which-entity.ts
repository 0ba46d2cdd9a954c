import type { Command } from '../../domain/commands/command.ts'
import { findEntity } from '../../usecases/entities/find-entity.ts'
import { splitNamedEntity } from '../../usecases/entities/named-behind-period.ts'
import type { Rules } from '../../usecases/ports/rules.ts'
import type { Message } from '../messages/blocks.ts'
import { noSuchEntity, whichEntity } from '../messages/which-entity.ts'

type Typed = { text: string; channel: string }

export type NamedEntity = { key: string; name: string; channel: string }

/** The question instead of an answer, where neither the words nor the channel say which entity. */
export async function askWhichEntity(
  typed: Typed,
  command: Command,
  ports: { rules: Rules; now: () => Date },
): Promise<Message | undefined> {
  const isReopen = command.kind === 'request' && command.action === 'reopen'
  return questionAbout(typed, isReopen ? await splitNamedEntity(command, ports) : command, ports.rules.entities)
}

/** What keeps a form from being opened at all. */
export function whyNoForm(
  typed: Typed,
  command: Extract<Command, { kind: 'form' }>,
  entities: readonly NamedEntity[],
): Message | undefined {
  const where = findEntity({ ...typed, ...command }, entities)
  return where.kind === 'no-such-entity' ? noSuchEntity(where) : questionAbout(typed, command, entities)
}

function questionAbout(typed: Typed, command: Command, entities: readonly NamedEntity[]): Message | undefined {
  if (!('entity' in command)) return undefined
  const where = findEntity({ ...typed, ...command }, entities)
  // What is said in a channel is of all its entities.
  const isOfChannel = command.kind === 'reminders' && entities.some(({ channel }) => channel === typed.channel)
  if (where.kind !== 'which-entity' || isOfChannel) return undefined
  return whichEntity(entities, { text: typed.text, kind: command.kind })
}

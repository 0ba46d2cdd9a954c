import type { Button } from '@slack/types'
import type { Command } from '../../domain/commands/command.ts'
import { commandIn } from '../../domain/commands/command-in.ts'
import { actionIds } from '../ids.ts'
import { actions, type Message, message, section } from './blocks.ts'
import { cut, escaped, listed } from './text/mrkdwn.ts'

type Named = { key: string; name: string }

/** Slack's limits: what a button carries, and how many stand in one block. */
const longestValue = 2000
const mostInBlock = 25

const question = 'Which entity do you mean?'

/** The question to who did not say which entity. */
export function whichEntityInWords(entities: readonly Named[]): Message {
  return message(wordsFor(entities))
}

/** The same with a button for each, which does the command there; a form's is opened by the button itself. */
export function whichEntity(entities: readonly Named[], asked: { text: string; kind: Command['kind'] }): Message {
  const actionId = asked.kind === 'form' ? actionIds.openForm : actionIds.turn
  const buttons = entities.map(({ key, name }): Button => {
    const value = commandIn(asked.text, key)
    const text = { type: 'plain_text', text: cut(name, 75) } as const
    return { type: 'button', action_id: `${actionId}:${key}`, text, value, accessibility_label: cut(name, 75) }
  })
  const isShort = buttons.every(({ value = '' }) => value.length <= longestValue)
  if (!isShort) return whichEntityInWords(entities)
  return message(wordsFor(entities), [section(question), ...inBlocks(buttons).flatMap((row) => actions(row))])
}

function wordsFor(entities: readonly Named[]): string {
  return `Nothing was done: which entity do you mean? Say it with the command: ${listed(entities.map(inWords), 'or')}.`
}

function inWords({ key, name }: Named): string {
  return `\`in ${key}\` for ${escaped(name)}`
}

function inBlocks(buttons: readonly Button[]): Button[][] {
  const count = Math.ceil(buttons.length / mostInBlock)
  return Array.from({ length: count }, (_, index) => buttons.slice(index * mostInBlock, (index + 1) * mostInBlock))
}

export function noSuchEntity({ named, entities }: { named: string; entities: readonly Named[] }): Message {
  return message(
    `Nothing was done: there is no entity “${escaped(named)}”. Say ${listed(entities.map(inWords), 'or')}.`,
  )
}

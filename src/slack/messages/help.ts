import type { Command } from '../../domain/command.ts'
import { context, type Message, message, section } from './blocks.ts'
import { escaped } from './text/mrkdwn.ts'

const usage = [
  ['list', 'every accounting period: status, trial balance'],
  ['show Oct 2026', 'one period: what is known of it and what blocks its close'],
  ['trial-balance Oct 2026', 'run its trial balance and tell the outcome'],
  ['pending-close Oct 2026', 'set it to pending close, which runs its trial balance'],
  ['close Oct 2026 note: October done', 'the whole close: pending close, trial balance, approvals, close'],
  ['close Aug..Oct 2026', 'several, one after the other, each with its own approvals'],
  ['reopen Oct 2026 late invoice', 'set a closed period to Open; the reason is kept in the record'],
  ['delete Nov 2026', 'the most recent one, while it is Open'],
] as const

/** Fits on one screen. Private, like every answer to a command. */
export function helpMessage(command: string): Message & { response_type: 'ephemeral' } {
  const lines = usage.map(([words, what]) => `\`${command} ${words}\` – ${what}`)
  const text = `Closing Bell closes Zuora accounting periods with approvals and a record.\n${lines.join('\n')}`
  const names =
    'A period is its name, `2026-10`, `10/2026`, `October 2026`, `next` (the earliest not closed) or, for looking only, `current`.'
  return ephemeral(message(text, [section(text), context(names)]))
}

export function notUnderstoodMessage(
  command: string,
  { typed, suggestion }: Extract<Command, { kind: 'not-understood' }>,
): Message & { response_type: 'ephemeral' } {
  const nearest = suggestion === null ? '' : ` Did you mean \`${command} ${escaped(suggestion)}\`?`
  const text = `Nothing was done: I do not understand “${escaped(typed)}”.${nearest}`
  const help = helpMessage(command)
  return ephemeral(message(`${text}\n${help.text}`, [section(text), ...help.blocks]))
}

function ephemeral(content: Message): Message & { response_type: 'ephemeral' } {
  return { response_type: 'ephemeral', ...content }
}

import { code } from './messages/text/mrkdwn.ts'

let name = '/period'

/**
 * Says once, before anything is answered, what the slash command of this deployment is called: `slack.command` of
 * closing-bell.yml. It is the same for a whole process, so it is kept here: half of all messages name it, and passing it
 * to each of them would be one more parameter in every function between.
 */
export function nameCommand(command: string): void {
  name = command
}

export function commandName(): string {
  return name
}

/** A command as it can be typed: `/period close Oct 2026`, as code. */
export function typedCommand(words: string): string {
  return code(`${name} ${words}`)
}

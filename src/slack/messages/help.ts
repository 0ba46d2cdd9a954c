import { dayAfter } from '../../domain/calendar/calendar-date.ts'
import type { Command, HelpTopic } from '../../domain/commands/command.ts'
import { commandName } from '../command-name.ts'
import { context, type Message, message, section } from './blocks.ts'
import { topicText } from './help-topics.ts'
import { code, escaped } from './text/mrkdwn.ts'

type Private = Message & { response_type: 'ephemeral' }

/** A line each, short enough for a phone: with what is above and below them, all fit on its screen. */
const usage = [
  ['list', 'periods, status, what comes next'],
  ['show Oct 2026', 'one period, its buttons'],
  ['why Oct 2026', 'why it cannot be closed'],
  ['close Oct 2026', 'the whole close'],
  ['close Aug..Oct 2026', 'one after the other'],
  ['close next not-before 18:00', 'not earlier'],
  ['trial-balance Oct 2026', 'run one'],
  ['pending-close Oct 2026', 'that only'],
  ['reopen Oct 2026 late invoice', 'and why'],
  ['reports Oct 2026', 'of its trial balance'],
  ['create', 'the next period'],
  ['edit Oct 2026', 'name, fiscal year, notes'],
  ['dates Oct 2026', 'start and end'],
  ['delete Dec 2026', 'the last, while Open'],
  ['history Oct 2026', 'who did what when'],
  ['export FY2026', 'the record as files'],
  ['packet Oct 2026', 'the same as a page'],
  ['reconcile FY2026', 'Zuora and the record'],
  ['reminders', 'what is sent when'],
  ['access', 'who can ask, approve and read'],
  ['delegate @carol from … to …', 'your part'],
  ['delegations', 'who acts for whom'],
  ['control-test', 'a rehearsal of the rules'],
] as const

const whatItIs = 'Closing Bell closes Zuora accounting periods with approvals and a record.'

/** Fits on one screen; with a topic, one command with its rules. Private, like every answer to a command. */
export function helpMessage(command: string, about: HelpTopic | null): Private {
  if (about !== null) return ephemeral(message(topicText(command, about)))
  const shown = usage.map(([words, what]) => `${code(words)} – ${what}`)
  const inFull = usage.map(([words, what]) => `${code(`${command} ${words}`)} – ${what}`)
  const more = `${code(`${command} help close`)} explains one of them, with its rules and an example.`
  const names =
    'A period is its name, `2026-10`, `next` (the earliest not closed) or, to look at, `current`; `in eu` behind it names the entity.'
  return ephemeral(
    message([whatItIs, ...inFull, `${more} ${names}`].join('\n'), [
      section([`Type ${code(command)} and one of these:`, ...shown].join('\n')),
      context(`${more} ${names}`),
    ]),
  )
}

export function notUnderstoodMessage(
  command: string,
  { typed, suggestion }: Extract<Command, { kind: 'not-understood' }>,
  now: Date,
): Private {
  const days = whichDays(command, typed, now)
  if (days !== null) return ephemeral(message(`Nothing was done. ${days}`))
  const nearest = suggestion === null ? '' : ` Did you mean ${code(`${command} ${suggestion}`)}?`
  const text = `Nothing was done: I do not understand “${escaped(typed)}”.${nearest}`
  if (suggestion !== null) return ephemeral(message(`${text} ${code(`${command} help`)} shows all commands.`))
  const help = helpMessage(command, null)
  return ephemeral(message(`${text}\n${help.text}`, [section(text), ...help.blocks]))
}

/**
 * To a command by another name than that of closing-bell.yml, which everything that this bot says would name: it may be
 * that of another bot, of another stage.
 */
export function otherNameMessage(typed: string): Private {
  const configured = code(commandName())
  const text = `Nothing was done: you typed ${code(typed)}, and closing-bell.yml says that this bot’s command is ${configured}. Whoever runs it sets \`slack.command\` there to what the Slack app says, or the other way round.`
  return ephemeral(message(text))
}

/** To whom is known, and not from when to when. */
function whichDays(command: string, typed: string, now: Date): string | null {
  const { id, name = id } = /^delegate\s+<@(?<id>[UW]\w+)(?:\|(?<name>[^>]+))?>/i.exec(typed)?.groups ?? {}
  if (name === undefined) return null
  const from = dayAfter(now.toISOString().slice(0, 10))
  const until = dayAfter(dayAfter(from))
  return `Say from when to when, in dates as these: ${code(`${command} delegate @${name} from ${from} to ${until}`)}.`
}

function ephemeral(content: Message): Private {
  return { response_type: 'ephemeral', ...content }
}

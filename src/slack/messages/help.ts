import { dayAfter } from '../../domain/calendar/calendar-date.ts'
import type { Command, HelpTopic } from '../../domain/commands/command.ts'
import { context, type Message, message, section } from './blocks.ts'
import { topicText } from './help-topics.ts'
import { code, escaped } from './text/mrkdwn.ts'

type Private = Message & { response_type: 'ephemeral' }

const usage = [
  ['list', 'the accounting periods: status, trial balance, what comes next'],
  ['show Oct 2026', 'everything known of one period, and what you can do with it'],
  ['why Oct 2026', 'every reason why it cannot be closed yet, each with its way out'],
  ['trial-balance Oct 2026', 'run its trial balance and tell the outcome'],
  ['pending-close Oct 2026', 'set it to pending close, which runs its trial balance'],
  ['close Oct 2026 note: October done', 'the whole close: pending close, trial balance, approvals, close'],
  ['close Aug..Oct 2026', 'several, one after the other, each with its own approvals'],
  ['reopen Oct 2026 late invoice', 'set a closed period to Open; the reason is kept in the record'],
  ['reports Oct 2026', 'the reports of its trial balance'],
  ['create', 'a new period that continues the calendar'],
  ['edit Oct 2026', 'its name, fiscal year and quarter, notes'],
  ['dates Oct 2026', 'its dates'],
  ['delete Dec 2026', 'the most recent one, while it is Open'],
  ['history Oct 2026', 'who did what when, newest first'],
  ['export Oct 2026', 'the record of a period or of `FY2026` as files to verify, by direct message'],
  ['packet Oct 2026', 'the same as a page to print'],
  ['reconcile FY2026', 'Zuora’s periods held against the record'],
  ['access', 'who can ask, approve and read'],
  ['delegate @carol from 2026-11-03 to 2026-11-10', 'your part as an approver, for some days'],
  ['delegations', 'who acts for whom'],
  ['control-test', 'tries on a rehearsal that the rules about approvals hold'],
] as const

/** Fits on one screen; with a topic, one command with its rules. Private, like every answer to a command. */
export function helpMessage(command: string, about: HelpTopic | null): Private {
  if (about !== null) return ephemeral(message(topicText(command, about)))
  const lines = usage.map(([words, what]) => `${code(`${command} ${words}`)} – ${what}`)
  const text = `Closing Bell closes Zuora accounting periods with approvals and a record.\n${lines.join('\n')}`
  const names =
    'A period is its name, `2026-10`, `10/2026`, `October 2026`, `next` (the earliest not closed) or, for looking only, `current`. With several entities, `in eu` behind it says which.'
  const more = `${code(`${command} help close`)} explains one command, with its rules and an example.`
  return ephemeral(message(`${text}\n${more}`, [section(text), context(`${names} ${more}`)]))
}

export function notUnderstoodMessage(
  command: string,
  { typed, suggestion }: Extract<Command, { kind: 'not-understood' }>,
  now = new Date(),
): Private {
  const days = whichDays(command, typed, now)
  if (days !== null) return ephemeral(message(`Nothing was done. ${days}`))
  const nearest = suggestion === null ? '' : ` Did you mean ${code(`${command} ${suggestion}`)}?`
  const text = `Nothing was done: I do not understand “${escaped(typed)}”.${nearest}`
  if (suggestion !== null) return ephemeral(message(`${text} ${code(`${command} help`)} shows all commands.`))
  const help = helpMessage(command, null)
  return ephemeral(message(`${text}\n${help.text}`, [section(text), ...help.blocks]))
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

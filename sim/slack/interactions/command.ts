import { deliver, failureOf } from '../delivery/delivery.ts'
import { issueResponseUrl, respond } from '../delivery/response-url.ts'
import { readObject } from '../http/http-body.ts'
import { postAsPerson, sayAsSlack } from '../messages/posting.ts'
import type { StandIn } from '../stand-in.ts'
import { findChannel, findPerson, workspace } from '../workspace/workspace.ts'
import { escapeCommand } from './escape-command.ts'

export type Said = { user: string; channel: string; text: string; threadTs?: string | undefined }

type CommandOutcome = {
  /** `message` when the text was no command; `slack` when Slack itself answered. */
  kind: 'message' | 'slack' | 'delivered'
  status: number | null
  body: unknown
  /** Slack's word for what went wrong, as the person sees it. */
  error: string | null
  trigger_id: string | null
  response_url: string | null
}

const nothing: CommandOutcome = {
  kind: 'message',
  status: null,
  body: null,
  error: null,
  trigger_id: null,
  response_url: null,
}

/** A person sends what stands in the message box: a message, a command of Slack's own, or one of the bot's. */
export const say = async (standIn: StandIn, said: Said): Promise<CommandOutcome> => {
  const [, name, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(said.text.trim()) ?? []
  if (name === undefined) {
    postAsPerson(standIn, { ...said, text: escapeCommand(said.text) })
    return nothing
  }
  const tell = (text: string, error: string | null): CommandOutcome => {
    sayAsSlack(standIn, { ...said, text })
    return { ...nothing, kind: 'slack', error }
  }
  if (name === '/invite') return tell(invite(standIn, said.channel, rest), null)
  const command = standIn.manifest.commands.find((each) => each.command === name)
  if (!command) {
    return tell(
      `\`${name}\` is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
      'not_a_command',
    )
  }
  if (said.threadTs !== undefined) return tell(`${name} is not supported in threads. Sorry!`, 'not_in_threads')
  return run(standIn, said, { name, text: command.shouldEscape ? escapeCommand(rest.trim()) : rest.trim() })
}

const run = async (
  standIn: StandIn,
  said: Said,
  { name, text }: { name: string; text: string },
): Promise<CommandOutcome> => {
  const { user, channel } = said
  const source = { kind: 'command' } as const
  const trigger_id = standIn.triggers.issue(user)
  const response_url = issueResponseUrl(standIn, { user, channel, source })
  const answered = await deliver(standIn, {
    of: 'command',
    user,
    form: {
      token: 'verification-token-not-to-be-used',
      team_id: standIn.options.teamId,
      team_domain: workspace.domain,
      channel_id: channel,
      channel_name: findChannel(channel)?.name ?? '',
      user_id: user,
      user_name: findPerson(user)?.handle ?? '',
      command: name,
      text,
      api_app_id: standIn.options.appId,
      is_enterprise_install: 'false',
      response_url,
      trigger_id,
    },
  })
  const body = answered.kind === 'answered' ? readAck(answered) : null
  const error = failureOf(answered) ?? showAck(standIn, { ...said, url: response_url }, body)
  if (error !== null) sayAsSlack(standIn, { user, channel, text: `${name} failed with the error "${error}"` })
  const status = answered.kind === 'answered' ? answered.status : null
  return { kind: 'delivered', status, body, error, trigger_id, response_url }
}

const readAck = ({ contentType, body }: { contentType: string; body: string }): unknown =>
  (contentType.startsWith('application/json') ? readObject(body) : undefined) ?? (body.trim() === '' ? null : body)

/** What an acknowledgement says is shown to the person alone, unless it asks for the channel. */
const showAck = (standIn: StandIn, { user, channel, url }: Said & { url: string }, body: unknown): string | null => {
  if (body === null) return null
  const given = typeof body === 'string' ? { text: body } : Object.fromEntries(Object.entries(body ?? {}))
  if (Object.keys(given).length === 0) return null
  const used = respond(standIn, { user, channel, source: { kind: 'command' }, url }, given)
  return used.status === 200 ? null : used.error
}

const invite = (standIn: StandIn, channel: string, whom: string): string => {
  const name = whom.trim().replace(/^@/, '').toLowerCase()
  const isBot = [workspace.bot.handle, workspace.bot.name.toLowerCase()].includes(name)
  if (!isBot) return `Only @${workspace.bot.handle} can be invited here; everybody else is in every channel.`
  standIn.store.channels.addBot(channel)
  standIn.feed.changed()
  return `${workspace.bot.name} is in this channel now.`
}

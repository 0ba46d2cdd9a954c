import type { NotSaid } from '../../usecases/ports/telling/admin-notices.ts'
import { type Message, message } from './blocks.ts'
import { code } from './text/mrkdwn.ts'

/** Why, and what to do about it. `isOfApp`: it keeps the bot from everybody, so it is said once, not for each. */
type Why = { because: string; remedy: string; isOfApp?: true }

const invite = 'Invite me there with `/invite @Closing Bell`'
const nameAnother = 'name another channel in closing-bell.yml'
const scopes: Why = {
  because: 'the app lacks a permission in Slack',
  remedy: 'Put the scopes of slack-manifest.json into its settings and install it anew.',
  isOfApp: true,
}
const restricted: Why = {
  because: 'only some people may post there',
  remedy: `Let me post there in the settings of the channel, or ${nameAnother}.`,
}
const unfit: Why = {
  because: 'Slack does not take the form of a message of mine',
  remedy: 'That is a mistake in this program: whoever runs it finds it in the log as `slack-refused-message`.',
  isOfApp: true,
}

/** By Slack's error codes (chat.postMessage, conversations.open). */
const ofChannels: Readonly<Record<string, Why>> = {
  not_in_channel: { because: 'I am not in it', remedy: `${invite}.` },
  channel_not_found: {
    because: 'Slack does not know it, or it is private and I am not in it',
    remedy: `${invite}, or ${nameAnother}.`,
  },
  is_archived: { because: 'it is archived', remedy: `Unarchive it, or ${nameAnother}.` },
  restricted_action: restricted,
  restricted_action_read_only_channel: restricted,
  restricted_action_thread_only_channel: restricted,
  restricted_action_non_threadable_channel: restricted,
}

const takeOut = 'Take them out of closing-bell.yml or their user group, or put somebody in their place.'
const unknownPerson: Why = { because: 'Slack does not know them here', remedy: takeOut }

const ofPeople: Readonly<Record<string, Why>> = {
  user_disabled: { because: 'their account is deactivated', remedy: takeOut },
  user_not_found: unknownPerson,
  user_not_visible: unknownPerson,
  cannot_dm_bot: { because: 'they are a bot', remedy: takeOut },
}

/** What is posted by the id of a person, of whom Slack opened no direct messages. */
const ofConversations: Readonly<Record<string, Why>> = { channel_not_found: unknownPerson }

const ofTheApp: Readonly<Record<string, Why>> = {
  missing_scope: scopes,
  no_permission: scopes,
  not_allowed_token_type: scopes,
  messages_tab_disabled: {
    because: 'direct messages of this app are turned off',
    remedy: 'Turn on the messages tab under App Home in its settings.',
    isOfApp: true,
  },
  ekm_access_denied: {
    because: 'the administrators of the workspace have suspended posting',
    remedy: 'Ask them.',
    isOfApp: true,
  },
  invalid_blocks: unfit,
  msg_too_long: unfit,
  msg_blocks_too_long: unfit,
  no_text: unfit,
}

/** The same for what need be said once only. */
export function noticeKey(notSaid: NotSaid): string {
  const reason = notSaid.kind === 'refused' ? notSaid.reason : notSaid.kind
  return whyNot(notSaid).isOfApp ? `app ${reason}` : `${notSaid.where} ${reason}`
}

/** Where Slack refuses to show a message anew for another reason, that message alone is concerned: it may be deleted. */
export function isAboutChannel(reason: string): boolean {
  return Object.hasOwn(ofChannels, reason)
}

/** Whether nothing can reach the person: what is posted by their id is read by nobody, even where Slack takes it. */
export function isAboutPerson(reason: string): boolean {
  return Object.hasOwn(ofPeople, reason)
}

/** To the person named in the configuration: what was not said, to whom, why, and what to do. */
export function adminNotice(notSaid: NotSaid): Message {
  const { where } = notSaid
  const { because, remedy, isOfApp } = whyNot(notSaid)
  const what = isPerson(where)
    ? `I could not send <@${where}> (${where}) a direct message`
    : `I could not post in <#${where}> (${where})`
  const ofPlace = isPerson(where)
    ? 'Until then I cannot ask or remind them there.'
    : 'Until then nothing of mine is seen there: no cards, no reminders, no outcomes.'
  const lost = isOfApp ? 'It may keep me from others, too.' : ofPlace
  const again = 'I say this once, and again only if it is still so in 30 days.'
  return message(`${what}: ${because}${codeOf(notSaid)}. ${remedy} ${lost} ${again}`)
}

function whyNot(notSaid: NotSaid): Why {
  if (notSaid.kind === 'shared-outside') {
    return {
      because:
        'people of another company are in it or were invited, and nothing about the books is posted where they read along',
      remedy: `Stop sharing it, or ${nameAnother}.`,
    }
  }
  const { kind, where, reason } = notSaid
  const known = ofTheApp[reason]
  if (known) return known
  if (kind === 'not-described') {
    return { because: 'Slack does not tell me who reads along there', remedy: `${invite}, or ${nameAnother}.` }
  }
  const ofPlace = isPerson(where) ? (ofPeople[reason] ?? ofConversations[reason]) : ofChannels[reason]
  return (
    ofPlace ?? {
      because: 'Slack refused it',
      remedy: 'Whoever runs the bot finds it in the log as `slack-refused-message`.',
    }
  )
}

/** For whoever looks it up. */
function codeOf(notSaid: NotSaid): string {
  return notSaid.kind === 'shared-outside' ? '' : ` (${code(notSaid.reason)})`
}

function isPerson(id: string): boolean {
  return /^[UW]/.test(id)
}

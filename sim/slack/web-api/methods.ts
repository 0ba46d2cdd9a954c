import type { StandIn } from '../stand-in.ts'
import type { Answer, Arguments } from './arguments.ts'
import { authTest } from './auth.ts'
import * as bots from './bots.ts'
import * as chat from './chat.ts'
import * as conversations from './conversations.ts'
import * as files from './files.ts'
import { postingInChannel, type RateLimit, tier2, tier3, tier4 } from './rate-limits.ts'
import * as usergroups from './usergroups.ts'
import * as users from './users.ts'
import * as views from './views.ts'

type Answering = (standIn: StandIn, args: Arguments) => Answer
type Scope = (standIn: StandIn, args: Arguments) => string | null
/** `channel`: counted for each channel by itself. */
type Limit = RateLimit & { of?: 'channel' }

type Method = { answer: Answering; scope: Scope; limit: Limit | null }

const method = (answer: Answering, scope: Scope | string | null, limit: Limit | null): Method => ({
  answer,
  scope: typeof scope === 'function' ? scope : () => scope,
  limit,
})

/** Private channels and direct messages have scopes of their own. */
const reading: Scope = ({ store }, { channel }) => {
  const id = String(channel ?? '')
  if (id.startsWith('D')) return 'im:read'
  return store.channels.stateOf(id).isPrivate ? 'groups:read' : 'channels:read'
}

const posting: Limit = { ...postingInChannel, of: 'channel' }

/** Slack says "special" of these, and that nobody who is well-behaved meets the limit. */
const none = null

/** Every method there is here, with the scope and the limit that Slack documents for it. */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': method(authTest, null, none),
  'bots.info': method(bots.info, 'users:read', tier3),
  'chat.postMessage': method(chat.postMessage, 'chat:write', posting),
  'chat.postEphemeral': method(chat.postEphemeralMessage, 'chat:write', tier4),
  'chat.update': method(chat.update, 'chat:write', tier3),
  'chat.delete': method(chat.deleteMessage, 'chat:write', tier3),
  'chat.getPermalink': method(chat.getPermalink, null, none),
  'conversations.open': method(conversations.open, 'im:write', tier3),
  'conversations.info': method(conversations.info, reading, tier3),
  'conversations.members': method(conversations.members, reading, tier4),
  'files.getUploadURLExternal': method(files.getUploadUrlExternal, 'files:write', tier4),
  'files.completeUploadExternal': method(files.completeUploadExternal, 'files:write', tier4),
  'users.conversations': method(conversations.ofUser, 'channels:read', tier3),
  'users.info': method(users.info, 'users:read', tier4),
  'users.list': method(users.list, 'users:read', tier2),
  'usergroups.list': method(usergroups.list, 'usergroups:read', tier2),
  'usergroups.users.list': method(usergroups.usersList, 'usergroups:read', tier2),
  'views.open': method(views.open, null, tier4),
  'views.push': method(views.push, null, tier4),
  'views.update': method(views.update, null, tier4),
  'views.publish': method(views.publish, null, tier4),
}

import type { StandIn } from '../stand-in.ts'
import type { Answer, Arguments } from './arguments.ts'
import { authTest } from './auth.ts'
import * as chat from './chat.ts'
import * as conversations from './conversations.ts'
import * as files from './files.ts'
import * as usergroups from './usergroups.ts'
import * as users from './users.ts'
import * as views from './views.ts'

type Method = { answer: (standIn: StandIn, args: Arguments) => Answer; scope: (args: Arguments) => string | null }

const needs = (scope: string | null) => () => scope

/** Direct messages have scopes of their own. */
const reads = (args: Arguments): string => (String(args.channel ?? '').startsWith('D') ? 'im:read' : 'channels:read')

/** Every method there is here, and the scope Slack documents for it. */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': { answer: authTest, scope: needs(null) },
  'chat.postMessage': { answer: chat.postMessage, scope: needs('chat:write') },
  'chat.postEphemeral': { answer: chat.postEphemeralMessage, scope: needs('chat:write') },
  'chat.update': { answer: chat.update, scope: needs('chat:write') },
  'chat.delete': { answer: chat.deleteMessage, scope: needs('chat:write') },
  'chat.getPermalink': { answer: chat.getPermalink, scope: needs(null) },
  'conversations.open': { answer: conversations.open, scope: needs('im:write') },
  'conversations.info': { answer: conversations.info, scope: reads },
  'conversations.members': { answer: conversations.members, scope: reads },
  'files.getUploadURLExternal': { answer: files.getUploadUrlExternal, scope: needs('files:write') },
  'files.completeUploadExternal': { answer: files.completeUploadExternal, scope: needs('files:write') },
  'users.conversations': { answer: conversations.ofUser, scope: needs('channels:read') },
  'users.info': { answer: users.info, scope: needs('users:read') },
  'users.list': { answer: users.list, scope: needs('users:read') },
  'usergroups.list': { answer: usergroups.list, scope: needs('usergroups:read') },
  'usergroups.users.list': { answer: usergroups.usersList, scope: needs('usergroups:read') },
  'views.open': { answer: views.open, scope: needs(null) },
  'views.push': { answer: views.push, scope: needs(null) },
  'views.update': { answer: views.update, scope: needs(null) },
  'views.publish': { answer: views.publish, scope: needs(null) },
}

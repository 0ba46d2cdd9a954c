import { type Finding, findingsOf } from './finding.ts'
import type { Ways } from './ways.ts'

/** What each scope of the manifest is for. */
export const scopes = {
  commands: 'the slash command does not reach the bot',
  'chat:write': 'nothing can be posted',
  'im:write': 'nobody can be told directly',
  'usergroups:read': 'who is in a user group is not known, so that their clicks are refused',
  'users:read': 'who somebody is is not known, so that their clicks are refused',
  'users:read.email': 'the record has no e-mail addresses, and one person with two accounts counts twice',
  'channels:read': 'whether a public channel is shared with others is not known, so that nothing is posted there',
  'groups:read': 'whether a private channel is shared with others is not known, so that nothing is posted there',
  'files:write': 'evidence and reports cannot be sent',
} as const

/** What Slack said of the bot's token. `app`: null where Slack did not say. `date`: of its answer, ISO. */
export type TokenSaid = {
  team: string
  teamName: string
  bot: string
  app: string | null
  scopes: readonly string[] | null
  date: string | null
}

type Configured = { team: string; appId: string }

const tokenPage = 'https://api.slack.com/apps › the app › OAuth & Permissions'

export function checkToken(said: TokenSaid, configured: Configured, ways: Ways): Finding[] {
  return [
    findingsOf('Slack token').ok(`Slack accepts it: the bot is ${said.bot} in ${said.teamName} (${said.team})`),
    ...checkScopes(said.scopes),
    checkTeam(said, configured, ways),
    checkApp(said, configured, ways),
  ]
}

function checkScopes(granted: TokenSaid['scopes']): Finding[] {
  const { ok, fault, warning, notCheckable } = findingsOf('Slack scopes')
  if (granted === null) return [notCheckable('Slack did not say which scopes the token has')]
  const needed = Object.entries(scopes)
  const missing = needed.filter(([scope]) => !granted.includes(scope))
  const extra = granted.filter((scope) => !Object.hasOwn(scopes, scope))
  return [
    ...missing.map(([scope, without]) =>
      fault(
        `${scope} is missing: ${without}`,
        `${tokenPage} › Bot Token Scopes: add ${scope}, then Reinstall to Workspace. The token stays the same.`,
      ),
    ),
    ...(missing.length === 0 ? [ok(`all ${needed.length} of the manifest are there`)] : []),
    ...(extra.length > 0
      ? [
          warning(
            `more than the bot needs: ${extra.join(', ')}`,
            `${tokenPage} › Bot Token Scopes: remove ${extra.join(', ')}, then Reinstall to Workspace.`,
          ),
        ]
      : []),
  ]
}

function checkTeam({ team, teamName }: TokenSaid, configured: Configured, ways: Ways): Finding {
  const { ok, fault } = findingsOf('workspace')
  if (team === configured.team) return ok(`${teamName} (${team}) is the one of slack.team`)
  return fault(
    `the token is of ${teamName} (${team}), but slack.team is ${configured.team}: every request is refused`,
    `if the token is the right one, ${ways.config(`set slack.team: ${team}`)} Otherwise ${ways.secret('SLACK_BOT_TOKEN')}`,
  )
}

function checkApp({ app }: TokenSaid, { appId }: Configured, ways: Ways): Finding {
  const { ok, fault, notCheckable } = findingsOf('Slack app')
  if (appId === '') {
    return ok(`SLACK_APP_ID is not set, so it is not compared${app === null ? '' : `; the token is of ${app}`}`)
  }
  if (app === null) return notCheckable(`SLACK_APP_ID is ${appId}; Slack did not say of which app the token is`)
  if (app === appId) return ok(`SLACK_APP_ID is ${appId}, and so is the token's`)
  return fault(
    `SLACK_APP_ID is ${appId}, but the token is of ${app}: every request of that app is refused`,
    `if the token is the right one, ${ways.setting('SLACK_APP_ID', 'slack-app-id')} Otherwise ${ways.secret('SLACK_BOT_TOKEN')}`,
  )
}

const reasons: Readonly<Record<string, string>> = {
  invalid_auth: 'it is not a token of Slack, or was replaced',
  token_revoked: 'it was revoked: somebody removed the app, or made a new token',
  token_expired: 'it has expired: the app has token rotation on, which this bot does not use',
  account_inactive: 'the workspace or the bot was deactivated',
  not_authed: 'none was sent',
}

/** `reason`: Slack's own error code, such as `invalid_auth`. */
export function tokenRefused(reason: string, ways: Ways): Finding {
  return findingsOf('Slack token').fault(
    `Slack refuses it: ${reason}${reasons[reason] ? `, which says that ${reasons[reason]}` : ''}`,
    `copy the Bot User OAuth Token (${tokenPage}; reinstall the app if there is none), then ${ways.secret('SLACK_BOT_TOKEN')}`,
  )
}

export function slackSilent(because: string): Finding {
  return findingsOf('Slack token').fault(
    `Slack did not answer: ${because}`,
    'look at https://slack-status.com; if Slack is well, whatever is between: SLACK_API_URL, a firewall, a proxy.',
  )
}

/** "The request timestamp is more than five minutes from local time": then Slack's signatures are refused. */
const refusedFromSeconds = 300
const remarkableFromSeconds = 30

export function checkClock(date: string | null, at: Date, where: string): Finding {
  const { ok, fault, warning, notCheckable } = findingsOf('clock')
  const there = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(there)) return notCheckable(`${where} did not say what time it is`)
  const seconds = Math.round((at.getTime() - there) / 1000)
  const off = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} ${where}`
  const fix = 'set the clock of this machine by NTP: timedatectl set-ntp true.'
  if (Math.abs(seconds) >= refusedFromSeconds) return fault(`${off}: everything that Slack signs is refused`, fix)
  if (Math.abs(seconds) >= remarkableFromSeconds) return warning(off, fix)
  return ok(`within ${remarkableFromSeconds} s of ${where}`)
}

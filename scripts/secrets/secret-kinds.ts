export type SecretKind = {
  /** By which settings it is read. */
  setting: RegExp
  what: string
  where: string
  /** Whether two of them, comma-separated, may count at the same time. */
  mayBeTwo: boolean
  /** What is wrong with it, in words that do not repeat it. */
  mistakeIn(value: string): string | null
}

const slackApp = 'https://api.slack.com/apps › the app'

const kinds: readonly SecretKind[] = [
  {
    setting: /^SLACK_BOT_TOKEN$/,
    what: 'The token with which the bot speaks in Slack',
    where: `${slackApp} › OAuth & Permissions › Bot User OAuth Token`,
    mayBeTwo: false,
    mistakeIn(value) {
      if (/^xoxb-[\w-]{10,}$/.test(value)) return null
      if (value.startsWith('xapp-'))
        return 'is an app-level token (xapp-), for Socket Mode; the bot’s begins with xoxb-'
      if (value.startsWith('xoxp-')) return 'is a person’s token (xoxp-); the bot’s begins with xoxb-'
      if (value.startsWith('xoxe'))
        return 'ends after 12 hours (xoxe): switch token rotation off for the app, and install it again'
      return 'does not begin with xoxb- as the token of a bot does, or is cut off'
    },
  },
  {
    setting: /^SLACK_SIGNING_SECRET$/,
    what: 'The secret with which Slack signs what it sends',
    where: `${slackApp} › Basic Information › App Credentials › Signing Secret (not the Client Secret beside it)`,
    mayBeTwo: true,
    mistakeIn: (value) => (/^[0-9a-f]{32}$/.test(value) ? null : 'is not 32 digits of 0-9 and a-f'),
  },
  {
    setting: /^ZUORA_(?:[A-Z][A-Z0-9]*_)?CLIENT_ID$/,
    what: 'The id of the integration user’s OAuth client',
    where: 'Zuora › Settings › Administration › Manage Users › the integration user › OAuth Clients',
    mayBeTwo: false,
    mistakeIn: oneWord,
  },
  {
    setting: /^ZUORA_(?:[A-Z][A-Z0-9]*_)?CLIENT_SECRET$/,
    what: 'The secret of the same OAuth client',
    where: 'Zuora shows it once, when the client is created; of an old client it cannot be seen again',
    mayBeTwo: false,
    mistakeIn: oneWord,
  },
]

function oneWord(value: string): string | null {
  if (/\s/.test(value)) return 'has a blank in it'
  return value.length < 8 ? 'is too short, or cut off' : null
}

export function kindOf(setting: string): SecretKind | undefined {
  return kinds.find((kind) => kind.setting.test(setting))
}

import { type Message, message } from './blocks.ts'
import { escaped } from './text/mrkdwn.ts'

/** What a person is told when the outside fails while they ask. Undefined for what only an engineer can mend. */
export function troubleMessage(error: unknown): Message | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.name === 'ZuoraRefused') {
    return message(
      `Nothing was done: Zuora refused: “${escaped(error.message)}”. Correct what it names, then ask again.`,
    )
  }
  const text = troubles[error.name]
  return text === undefined ? undefined : message(`Nothing was done: ${text}`)
}

/** For what nobody foresaw: the same is tried again, so this promises nothing about what was done. */
export const brokeMessage = message(
  'Something broke here. It is tried again by itself within minutes; if you hear nothing more, tell whoever runs this bot.',
)

const troubles: Readonly<Record<string, string>> = {
  ZuoraBusy: 'Zuora asks to wait (too many requests). Try again in a minute.',
  ZuoraUnavailable:
    'Zuora does not answer now. Try again in a few minutes; what is already under way goes on by itself.',
  ZuoraSignInRefused:
    'Zuora refused the bot’s credentials. Whoever runs this bot checks ZUORA_CLIENT_ID and ZUORA_CLIENT_SECRET.',
  SlackBusy: 'Slack asks to wait, so I could not check who you are. Try again in a minute.',
  SlackUnavailable: 'Slack did not say who you are, and I do not guess. Try again in a minute.',
}

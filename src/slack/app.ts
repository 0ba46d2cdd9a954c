import { App, LogLevel } from '@slack/bolt'
import type { HeldSecret } from '../usecases/ports/held-secret.ts'
import type { NamedEntity } from './answering/which-entity.ts'
import type { Asked } from './asked.ts'
import { createLibraryLog } from './library-log.ts'
import { listenToButtons } from './listeners/buttons.ts'
import { listenToCommand } from './listeners/command.ts'
import { listenToExceptions } from './listeners/exceptions.ts'
import { listenToForms } from './listeners/forms.ts'
import { listenToHome } from './listeners/home.ts'
import { listenToPeriodButtons } from './listeners/period-buttons.ts'
import { listenToRejection } from './listeners/rejection.ts'
import { listenToSnooze } from './listeners/snooze.ts'
import { LambdaReceiver, type ReceiverOptions } from './receiving/receiver.ts'
import { webClientOptions } from './web-client.ts'

export type SlackAppOptions = ReceiverOptions & {
  slackApiUrl: string
  botToken: HeldSecret<string>
  /** Those of the configuration, so that no form is opened that could not be filled. */
  entities: readonly NamedEntity[]
  /** For the dates of examples; what is signed goes by `now`. */
  today: () => Date
  /** Durable: when it returns, what was asked will be answered, whatever happens to this function. */
  handOn: (asked: Asked) => Promise<void>
}

/** The function that faces the internet: it verifies, acks, opens modals and hands on. */
export function createSlackApp(options: SlackAppOptions): LambdaReceiver {
  const receiver = new LambdaReceiver(options)
  const app = new App({
    receiver,
    // Bolt would otherwise call auth.test on every cold start.
    authorize: async () => ({ botToken: await options.botToken.current() }),
    clientOptions: webClientOptions(options.slackApiUrl, options.botToken, options.log),
    logger: createLibraryLog(options.log),
    logLevel: LogLevel.ERROR,
    convoStore: false,
  })
  listenToCommand(app, options)
  listenToButtons(app, options.handOn)
  listenToRejection(app, options.handOn)
  listenToExceptions(app, options.handOn)
  listenToPeriodButtons(app, options.handOn)
  listenToForms(app, options.handOn)
  listenToHome(app, options.handOn)
  listenToSnooze(app, options.handOn)
  return receiver
}

import { setTimeout as wait } from 'node:timers/promises'
import { LogLevel, SocketModeClient } from '@slack/socket-mode'
import { deliverEnvelope } from './socket-envelope.ts'

export type SocketModeOptions = {
  appToken: string
  slackApiUrl: string
  botUrl: string
  signingSecret: string
  /** Told when the connection is lost and when it is there again. */
  say?: (line: string) => void
  /** Waits so long before the next try. */
  pause?: (ms: number) => Promise<void>
}

const SHORTEST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 30_000
const OPENS_WITHIN_MS = 10_000

/** What Slack says of a token that will not do, now or later. */
const refusals =
  /\b(invalid_auth|not_authed|account_inactive|token_revoked|token_expired|not_allowed_token_type|missing_scope)\b/
/** The library's own lines would say in other words what is said here, and its tries again are made here. */
const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

/**
 * Socket Mode: Slack's requests come over a connection that this machine opened, so no public address is needed. Each is
 * signed and given to the bot like any other, so that there is one way in. Slack ends the connection every few hours, and networks
 * go away: another is opened at once, then after a second, then twice as long, up to half a minute.
 */
export async function startSocketMode(options: SocketModeOptions): Promise<{ close(): Promise<void> }> {
  const { say = console.error, pause = wait } = options
  const client = new SocketModeClient({
    appToken: options.appToken,
    clientOptions: {
      slackApiUrl: options.slackApiUrl,
      retryConfig: { retries: 0 },
      timeout: OPENS_WITHIN_MS,
    },
    logger: silent,
    autoReconnectEnabled: false,
  })
  let lost = Promise.withResolvers<void>()
  let isClosing = false
  let isConnected = false
  client.on('disconnected', () => {
    isConnected = false
    lost.resolve()
  })
  client.on('slack_event', (envelope: unknown) => {
    deliverEnvelope(envelope, options).catch(() => {
      // Not acked: Slack tells the person that the app did not answer.
      say('A request from Slack could not be given to the bot.')
    })
  })

  async function connect(): Promise<string | undefined> {
    lost = Promise.withResolvers<void>()
    try {
      await client.start()
      isConnected = true
      return undefined
    } catch (error) {
      return whyNot(error)
    }
  }

  async function stayConnected(): Promise<void> {
    for (;;) {
      await lost.promise
      const lostAt = performance.now()
      for (let ms = SHORTEST_PAUSE_MS, said = ''; !isClosing; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
        const because = await connect()
        if (because === undefined) {
          if (said !== '')
            say(
              `Socket Mode: connected again after ${seconds(lostAt)} s. What people sent meanwhile did not arrive: they were told so.`,
            )
          break
        }
        if (because !== said) say(`Socket Mode: the connection to Slack is lost (${because}); it is tried again.`)
        said = because
        await pause(ms)
      }
      if (isClosing) return
    }
  }

  const because = await connect()
  if (because !== undefined) throw new Error(`Socket Mode: Slack cannot be reached: ${because}`)
  void stayConnected()
  return {
    async close() {
      isClosing = true
      if (isConnected) await client.disconnect()
      lost.resolve()
    },
  }
}

function whyNot(error: unknown): string {
  const text = wordsOf(error)
  const refusal = refusals.exec(text)?.[1]
  if (refusal === undefined) return text
  return `${refusal}: SLACK_APP_TOKEN is not taken. It begins with xapp-, and needs the scope connections:write`
}

/** What is innermost says it: the library's own words are “A request error occurred: fetch failed”. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it was closed before it was open'
  return error.cause instanceof Error ? wordsOf(error.cause) : error.message
}

function seconds(since: number): number {
  return Math.max(1, Math.round((performance.now() - since) / 1000))
}

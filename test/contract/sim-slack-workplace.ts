import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { onTestFinished } from 'vitest'
import { type SlackOptions, startSlack } from '../../sim/slack/server.ts'

export const signingSecret = 'a-signing-secret-for-tests'
export const botToken = 'xoxb-a-token-for-tests'

type Options = Partial<SlackOptions> & { bot?: (app: App) => void }

/** The stand-in, Slack's own client, and where `bot` is given an unchanged Bolt app that takes the deliveries. */
export const openWorkplace = async ({ bot, ...given }: Options = {}) => {
  const options: SlackOptions = {
    port: 0,
    file: ':memory:',
    botUrl: 'http://127.0.0.1:9/slack/events',
    signingSecret,
    botToken,
    teamId: 'T0LOCAL',
    appId: 'A0LOCAL',
    ...given,
  }
  const slack = await startSlack(options)
  onTestFinished(() => slack.close())
  const client = clientOf(slack.url)
  if (bot) options.botUrl = await startBolt(slack.url, bot)
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${slack.url}/sim/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: await readAnything(response) }
  }
  const get = async (path: string) => readAnything(await fetch(`${slack.url}/sim/${path}`))
  return { slack, client, options, post, get }
}

export const clientOf = (url: string, token = botToken) =>
  new WebClient(token, {
    slackApiUrl: `${url}/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    // Refusals are what these tests are about; they need not be logged.
    logger: silent,
  })

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

/** Answers are looked at with matchers, so their type says nothing. */
// biome-ignore lint/suspicious/noExplicitAny: answers of any shape
export const readAnything = async (response: Response): Promise<any> => response.json()

const startBolt = async (slackUrl: string, bot: (app: App) => void): Promise<string> => {
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR })
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken, botId: 'B0BELL', botUserId: 'U0BELL' }),
    clientOptions: { slackApiUrl: `${slackUrl}/api/`, retryConfig: { retries: 0 } },
  })
  bot(app)
  const server = await app.start({ port: 0, host: '127.0.0.1' })
  onTestFinished(async () => {
    await app.stop()
  })
  const address = server.address()
  return `http://127.0.0.1:${isAddress(address) ? address.port : 0}/slack/events`
}

const isAddress = (address: unknown): address is AddressInfo =>
  typeof address === 'object' && address !== null && 'port' in address

/** A card such as a bot posts: a text and two buttons, one with a confirm dialog. */
export const card = [
  { type: 'section', text: { type: 'mrkdwn', text: '*Close Oct 2026?*' } },
  {
    type: 'actions',
    block_id: 'decision',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        value: 'US-0001',
        style: 'primary',
        text: { type: 'plain_text', text: 'Approve' },
        confirm: { text: { type: 'plain_text', text: 'Approve the close of Oct 2026?' } },
      },
      { type: 'button', action_id: 'reject', value: 'US-0001', text: { type: 'plain_text', text: 'Reject…' } },
    ],
  },
]

import type { WebClient } from '@slack/web-api'
import type { Log } from '../../usecases/ports/log.ts'
import type { Poster } from '../announcing/poster.ts'
import { SlackRefused } from '../errors.ts'
import type { Message } from '../messages/blocks.ts'
import { orTextAlone } from '../or-text-alone.ts'
import { call } from '../web-client.ts'

/** `replacesOriginal`: the private message whose button was pressed becomes the answer. `homeBlock`: what was pressed on Home. */
export type ReplyTo = {
  responseUrl: string | null
  channel: string
  personId: string
  homeBlock?: string
  replacesOriginal?: boolean
}

export type Reply = (to: ReplyTo, message: Message) => Promise<void>

const timeoutMs = 10_000

type Options = {
  /** Whether any policy names the person: nobody else gets a direct message. */
  mayTell: (personId: string) => Promise<boolean>
  poster: Pick<Poster, 'postDirectly'>
  /** `beside`: the block that the answer stands beside; null on top. */
  answerOnHome: (personId: string, message: Message, beside: string | null) => Promise<void>
  log: Log
}

/**
 * Answers one person privately: by the response_url of what they did, or, where there is none or it is used up, in the
 * channel. What was done on Home has neither, and is answered there.
 */
export function createReply(slack: WebClient, { mayTell, poster, answerOnHome, log }: Options): Reply {
  return async (to, message) => {
    if (to.responseUrl === null && to.channel === '') return answerOnHome(to.personId, message, to.homeBlock ?? null)
    if (to.responseUrl !== null && (await postTo(to.responseUrl, message, to.replacesOriginal ?? false))) return
    try {
      const { channel, personId: user } = to
      await orTextAlone(message, (said) => call(() => slack.chat.postEphemeral({ channel, user, ...said })))
    } catch (error) {
      if (!(error instanceof SlackRefused)) throw error
      // They may not be in the channel any more: a direct message reaches them.
      log('slack-refused-message', { channel: to.channel, reason: error.reason })
      if (await mayTell(to.personId)) await poster.postDirectly(to.personId, message)
    }
  }
}

/** False when the address is used up (five uses, thirty minutes) or did not answer. */
async function postTo(responseUrl: string, message: Message, replacesOriginal: boolean): Promise<boolean> {
  try {
    const answer = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: replacesOriginal, ...message }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}

import { createHash } from 'node:crypto'
import type { KnownBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { HomeOfPerson } from '../../domain/home/home.ts'
import { type MessageRef, type Request, referenceOf } from '../../domain/request.ts'
import type { Log } from '../../usecases/ports/log.ts'
import type { HomePublisher } from '../../usecases/ports/telling/home-publisher.ts'
import { SlackRefused } from '../errors.ts'
import { readAnswer, withAnswer } from '../messages/home/answer-on-home.ts'
import { homeBlocks } from '../messages/home/home-blocks.ts'
import type { HomeInput } from '../messages/home/home-input.ts'
import { requestsShown } from '../messages/home/requests-at-home.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import { call } from '../web-client.ts'

type Options = {
  label: EntityLabel
  /** Null where Slack does not tell. */
  linkTo: (message: MessageRef) => Promise<string | null>
  log: Log
}

/** Draws Homes and publishes them. */
export function createHomePublisher(slack: WebClient, { label, linkTo, log }: Options): HomePublisher {
  const linkOf = rememberedLinks(linkTo)
  const publishBlocks = (personId: string, blocks: KnownBlock[]) =>
    call(() => slack.views.publish({ user_id: personId, view: { type: 'home', blocks } }))

  return {
    async make({ home, pictures }) {
      const links = new Map(
        await Promise.all(
          requestsIn(home).map(async (request) => [referenceOf(request), await linkOf(request)] as const),
        ),
      )
      const drawn = (picture: HomeInput['picture']) =>
        JSON.stringify(homeBlocks({ home, label, picture, link: (reference) => links.get(reference) ?? null }))
      const blocks = drawn((entity) => pictures.get(entity) ?? null)
      return { blocks, inWords: drawn(() => null), hash: createHash('sha256').update(blocks).digest('hex') }
    },
    async publish(personId, made, answer) {
      const shown = made === null ? [[]] : [...new Set([made.blocks, made.inWords])].map(readBlocks)
      for (const [index, blocks] of shown.entries()) {
        try {
          await publishBlocks(personId, answer === null ? blocks : withAnswer(blocks, readAnswer(answer)))
          return index === 0 ? 'published' : 'in-words'
        } catch (error) {
          if (!(error instanceof SlackRefused)) throw error
          log('home-refused', { person: personId, reason: error.reason })
        }
      }
      return 'refused'
    },
  }
}

function readBlocks(made: string): KnownBlock[] {
  return JSON.parse(made)
}

/** Those that have a button to where people can act on them. */
function requestsIn(home: HomeOfPerson): Request[] {
  if (home.kind === 'no-part') return []
  return [...new Map(requestsShown(home).map((request) => [referenceOf(request), request])).values()]
}

const mostRemembered = 500

/** A message's address never changes; Slack is asked for it once. */
function rememberedLinks(linkTo: Options['linkTo']): (request: Request) => Promise<string | null> {
  const known = new Map<string, string>()
  return async ({ status, card, statusMessage }) => {
    const message = status === 'awaiting' ? (card ?? statusMessage) : statusMessage
    if (!message) return null
    const key = `${message.channel} ${message.ts}`
    const link = known.get(key) ?? (await linkTo({ channel: message.channel, ts: message.ts }))
    if (known.size >= mostRemembered) known.clear()
    if (link !== null) known.set(key, link)
    return link
  }
}

import type { WebClient } from '@slack/web-api'
import { type MessageRef, type Request, referenceOf } from '../../domain/request.ts'
import type { CardPeople } from '../../usecases/people/asked-now.ts'
import type { Log } from '../../usecases/ports/log.ts'
import type { Channels } from '../../usecases/ports/people/channels.ts'
import type { Announcer } from '../../usecases/ports/telling/announcer.ts'
import type { Message } from '../messages/blocks.ts'
import { cardMessage } from '../messages/request/card.ts'
import {
  cardNotice,
  decidedForNotice,
  escalatedNotice,
  heldNotice,
  nudgeNotice,
  retiredCard,
} from '../messages/request/card-notices.ts'
import { detailMessage } from '../messages/request/detail.ts'
import { followUpMessage } from '../messages/request/follow-up.ts'
import { headNotice } from '../messages/request/outcome/head-notice.ts'
import { outcomeMessage } from '../messages/request/outcome/outcome.ts'
import { statusMessage } from '../messages/request/status.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import { createLinkTo } from './permalink.ts'
import type { Poster } from './poster.ts'

export type AnnouncerOptions = {
  label: EntityLabel
  /** Whether its channel is that of other entities too. */
  sharesChannel: (entity: string) => boolean
  /** Whom a request's card mentions now. */
  cardPeople: (request: Request) => Promise<CardPeople>
  /** Whether the policy of any of these entities names somebody: nobody else gets a direct message. */
  mayTell: (personId: string, entities: readonly string[]) => Promise<boolean>
  poster: Poster
  channels: Channels
  log: Log
}

/** Posts and updates the messages of requests. What Slack refuses for good is logged as an error and told as null. */
export function createAnnouncer(
  slack: WebClient,
  { label, sharesChannel, cardPeople, mayTell, poster, channels, log }: AnnouncerOptions,
): Announcer {
  const { post, postDirectly, update, unlessRefused } = poster

  /** Where nothing can be posted in the channel, the person who asked is told instead. */
  const postOrTellRequester = async (request: Request, message: Message): Promise<MessageRef | null> => {
    const posted = await post(request.channel, message)
    if (posted) return posted
    if (await mayTell(request.requester.id, [request.entity])) return postDirectly(request.requester.id, message)
    log('nobody-told', { request: referenceOf(request) })
    return null
  }

  const outcomeOf = (request: Request, setBack: Request | null = null) =>
    outcomeMessage(request, label, { setBack, sharesChannel: sharesChannel(request.entity) })

  const linkTo = createLinkTo(slack, poster)

  const cardOf = async (request: Request) => cardMessage(request, await cardPeople(request), label)

  /** Whom it reached. */
  const tellEach = async (request: Request, people: readonly string[], notice: Message): Promise<string[]> => {
    const told = await Promise.allSettled(people.map((person) => postDirectly(person, notice)))
    const reached = people.filter((_person, index) => isPosted(told[index]))
    const missed = people.length - reached.length
    if (missed > 0) log('notices-missed', { request: referenceOf(request), missed, of: people.length })
    return reached
  }

  const linkToCard = async ({ card }: Request): Promise<string | null> => (card ? linkTo(card) : null)

  return {
    linkTo,
    showStatus(request, progress) {
      const message = statusMessage(request, progress, label)
      return request.statusMessage ? update(request.statusMessage, message) : postOrTellRequester(request, message)
    },
    postCard: async (request) => post(request.channel, await cardOf(request)),
    async retireCard(old, request) {
      await update(old, retiredCard(old, request, { label, link: await linkToCard(request) }))
    },
    async notifyApprovers(request, people) {
      await tellEach(request, people, cardNotice(request, label, await linkToCard(request)))
    },
    async notifyEscalated(request, people) {
      await tellEach(request, people, escalatedNotice(request, label, await linkToCard(request)))
    },
    async notifyHeld(request, people) {
      await tellEach(request, people, heldNotice(request, label, await linkToCard(request)))
    },
    async notifyDecidedFor(request, decision, person) {
      // The decision counts: that its card has no link now must not look to who decided as if it did not.
      const link = await linkToCard(request).catch(() => null)
      await tellEach(request, [person], decidedForNotice(request, { decision, label, link }))
    },
    nudge: async (request, people) => tellEach(request, people, nudgeNotice(request, label, await linkToCard(request))),
    async showCard(request) {
      if (request.card) await update(request.card, await cardOf(request))
    },
    async tellHead(request, person) {
      const { outcomeMessage: outcome } = request
      // Where it went to who asked alone, nobody else can open it.
      const link = outcome?.channel === request.channel ? await linkTo(outcome) : null
      return (await tellEach(request, [person], headNotice(request, label, link))).length > 0
    },
    async whyNoCard(channel) {
      const found = await unlessRefused(channel, () => channels.look(channel))
      return found?.isSharedOutside ? 'shared-outside' : undefined
    },
    async postDetail(request, detail) {
      const { statusMessage: status } = request
      if (status) await post(status.channel, detailMessage(request, detail, label), status.ts)
    },
    async showSetBack(request, setBack) {
      if (request.outcomeMessage) await update(request.outcomeMessage, outcomeOf(request, setBack))
    },
    postOutcome: (request) => postOrTellRequester(request, outcomeOf(request)),
    postFollowUp(request) {
      const thread = request.outcomeMessage
      const message = followUpMessage(request, label)
      return thread ? post(thread.channel, message, thread.ts) : postOrTellRequester(request, message)
    },
  }
}

/** Null: Slack refused it for good. */
function isPosted(told: PromiseSettledResult<MessageRef | null> | undefined): boolean {
  return told?.status === 'fulfilled' && told.value !== null
}

import type { Request } from '../../domain/request.ts'
import { mayNudgeFrom } from '../../domain/requester/nudge.ts'
import type { NudgeAnswer } from '../../usecases/requester/nudge.ts'
import type { TakeOverAnswer } from '../../usecases/requester/take-over.ts'
import { labels } from '../ids.ts'
import { type Message, message } from './blocks.ts'
import { type ReplyOptions, refusedClick } from './click-replies.ts'
import { actionReply } from './replies.ts'
import { listed, mention, moment } from './text/mrkdwn.ts'
import { deed, subject } from './text/words.ts'

/** The private answer to who pressed “Nudge”. */
export function nudgeReply(answer: NudgeAnswer, replies: ReplyOptions): Message {
  switch (answer.kind) {
    case 'refused':
      return refusedClick(labels.nudge, answer, replies)
    case 'nobody-left':
      return message(
        `Nobody was reminded: everybody who may decide on ${subject(answer.request, replies.label)} now has decided. Whoever keeps closing-bell.yml can name more approvers.`,
      )
    case 'nudged-before':
      return message(
        `Those who have not decided on ${subject(answer.request, replies.label)} were reminded, at most once each.${againText(answer.request)}`,
      )
    case 'nudged': {
      const { request, reached, missed } = answer
      const about = subject(request, replies.label)
      const who =
        reached.length === 0
          ? `Nobody was reminded of ${about}.`
          : `Reminded ${listed(reached.map(mention))} of ${about}.`
      const others = missed.length === 0 ? '' : ` Slack did not take the message to ${listed(missed.map(mention))}.`
      return message(`${who}${others}${againText(request)}`)
    }
  }
}

/** By then it may have ended without an answer. */
function againText(request: Request): string {
  const { expiresAt } = request
  const from = mayNudgeFrom(request)
  if (from === null) return ''
  if (expiresAt !== null && from >= expiresAt)
    return ` It expires ${moment(expiresAt)}; until then nobody is reminded again.`
  return ` “${labels.nudge}” can be used again ${moment(from)}.`
}

/** The private answer to who pressed “Take over”. */
export function takeOverReply(answer: TakeOverAnswer, replies: ReplyOptions): Message {
  if (answer.kind === 'refused') return refusedClick(labels.takeOver, answer, replies)
  if (answer.kind === 'may-not-ask') return actionReply(answer.why, replies.label)
  const { request, from } = answer
  return message(
    `You took over ${subject(request, replies.label)} from ${mention(from.id)}: you are who asks for ${deed(request)} now. You can cancel it and remind people; neither of you can approve it.`,
  )
}

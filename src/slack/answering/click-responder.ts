import { cancel } from '../../usecases/clicks/cancel.ts'
import { checkAgain } from '../../usecases/clicks/check-again.ts'
import { stop } from '../../usecases/clicks/stop.ts'
import { withdraw } from '../../usecases/clicks/withdraw.ts'
import type { DecidePorts } from '../../usecases/decide.ts'
import { decideAndTell } from '../../usecases/delegations/decide-and-tell.ts'
import { endDelegation } from '../../usecases/delegations/end-delegation.ts'
import type { RequestActionPorts } from '../../usecases/request-action.ts'
import { nudge } from '../../usecases/requester/nudge.ts'
import { takeOver } from '../../usecases/requester/take-over.ts'
import { setBackToOpen } from '../../usecases/set-back-to-open.ts'
import type { Asked } from '../asked.ts'
import type { Message } from '../messages/blocks.ts'
import {
  cancelReply,
  checkAgainReply,
  decisionReply,
  type ReplyOptions,
  withdrawReply,
} from '../messages/click-replies.ts'
import { endDelegationReply } from '../messages/delegations/delegation-replies.ts'
import { nudgeReply, takeOverReply } from '../messages/requester-replies.ts'
import { type AnswerActionPorts, answerAction } from './answer-action.ts'
import type { DelegationResponderPorts } from './delegation-responder.ts'
import { repliesTo } from './standing.ts'

export type ClickPorts = DecidePorts &
  RequestActionPorts &
  DelegationResponderPorts &
  AnswerActionPorts & { replies: ReplyOptions }

type Click = Extract<Asked, { kind: 'click' }>

/** Buttons of requests and delegations. */
export async function actOnClick(click: Click, ports: ClickPorts): Promise<Message> {
  const { action, target, personId, messageId, slackTs = null } = click
  switch (action) {
    case 'approve': {
      const decision = { ...target, kind: 'approved', personId, reason: null, messageId, slackTs } as const
      const answer = await decideAndTell(decision, ports)
      return decisionReply(answer, 'Approve', await repliesTo(answer, personId, ports))
    }
    case 'cancel':
      return cancelReply(await cancel({ key: target.key, personId, slackTs }, ports), 'Cancel request', ports.replies)
    case 'stop': {
      const answer = await stop({ ...target, personId, slackTs }, ports)
      return cancelReply(answer, 'Stop', await repliesTo(answer, personId, ports))
    }
    case 'withdraw':
      return withdrawReply(await withdraw({ ...target, personId, messageId, slackTs }, ports), ports.replies)
    case 'check-again':
      return checkAgainReply(await checkAgain(target.key, personId, ports), ports.replies)
    case 'set-back':
      return answerAction(await setBackToOpen(target.key, { personId, messageId, slackTs }, ports), ports)
    case 'nudge':
      return nudgeReply(await nudge({ ...target, personId, messageId, slackTs }, ports), ports.replies)
    case 'take-over':
      return takeOverReply(await takeOver({ key: target.key, personId, messageId, slackTs }, ports), ports.replies)
    case 'end-delegation':
      return endDelegationReply(await endDelegation({ key: target.key, personId, messageId, slackTs }, ports))
  }
}

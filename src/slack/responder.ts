import { readCommand } from '../domain/command.ts'
import { cancel } from '../usecases/cancel.ts'
import { checkAgain } from '../usecases/check-again.ts'
import { type DecidePorts, decide } from '../usecases/decide.ts'
import type { AnsweredMessages } from '../usecases/ports.ts'
import { type RequestActionPorts, requestAction } from '../usecases/request-action.ts'
import { requestRange } from '../usecases/request-range.ts'
import { setBackToOpen } from '../usecases/set-back-to-open.ts'
import { listPeriods, showPeriod } from '../usecases/show-periods.ts'
import type { Asked } from './asked.ts'
import type { Message } from './messages/blocks.ts'
import { helpMessage, notUnderstoodMessage } from './messages/help.ts'
import { listReply, showReply } from './messages/periods/periods.ts'
import { actionReply, cancelReply, checkAgainReply, decisionReply, type ReplyOptions } from './messages/replies.ts'
import { brokeMessage, troubleMessage } from './messages/trouble.ts'
import type { Reply } from './reply.ts'

export type ResponderPorts = DecidePorts &
  RequestActionPorts & { answered: AnsweredMessages; reply: Reply; replies: ReplyOptions }

type Command = Extract<Asked, { kind: 'command' }>
type Click = Extract<Asked, { kind: 'click' }>

/**
 * Does what a person asked for and answers privately, once per message id. Every effect is itself safe to repeat: a
 * message that was being answered when the process died is simply answered again.
 */
export async function respond(asked: Asked, ports: ResponderPorts): Promise<void> {
  if (await ports.answered.has(asked.messageId)) return
  await ports.reply(addressOf(asked), await answerTo(asked, ports))
  await ports.answered.add(asked.messageId)
}

function addressOf(asked: Asked) {
  const responseUrl = asked.kind === 'rejection' ? null : asked.responseUrl
  return { responseUrl, channel: asked.channel, personId: asked.personId }
}

/** What Zuora or Slack cannot do just now is told to the person; anything else is an engineer's, and is tried again. */
async function answerTo(asked: Asked, ports: ResponderPorts): Promise<Message> {
  try {
    return await act(asked, ports)
  } catch (error) {
    const trouble = troubleMessage(error)
    if (trouble) return trouble
    await ports.reply(addressOf(asked), brokeMessage)
    throw error
  }
}

async function act(asked: Asked, ports: ResponderPorts): Promise<Message> {
  switch (asked.kind) {
    case 'command':
      return actOnCommand(asked, ports)
    case 'click':
      return actOnClick(asked, ports)
    case 'rejection': {
      const { target, reason, personId, messageId } = asked
      const decision = { ...target, kind: 'rejected', personId, reason, messageId } as const
      return decisionReply(await decide(decision, ports), 'Reject', ports.replies)
    }
  }
}

async function actOnCommand({ text, ...from }: Command, ports: ResponderPorts): Promise<Message> {
  const command = readCommand(text)
  const { label } = ports.replies
  switch (command.kind) {
    case 'help':
      return helpMessage('/period')
    case 'not-understood':
      return notUnderstoodMessage('/period', command)
    case 'list':
      return listReply(await listPeriods({ ...from, ...command }, ports), label)
    case 'show':
    case 'why':
    case 'reports':
      return showReply(await showPeriod({ ...from, ...command }, ports), label)
    case 'request':
      return actionReply(await requestAction({ ...from, ...command }, ports), label)
    case 'range':
      return actionReply(await requestRange({ ...from, ...command }, ports), label)
    case 'form':
      return notUnderstoodMessage('/period', { kind: 'not-understood', typed: text, suggestion: null })
  }
}

async function actOnClick(click: Click, ports: ResponderPorts): Promise<Message> {
  const { action, target, personId, messageId } = click
  switch (action) {
    case 'approve': {
      const decision = { ...target, kind: 'approved', personId, reason: null, messageId } as const
      return decisionReply(await decide(decision, ports), 'Approve', ports.replies)
    }
    case 'cancel':
      return cancelReply(await cancel(target.key, personId, ports), ports.replies)
    case 'check-again':
      return checkAgainReply(await checkAgain(target.key, personId, ports), ports.replies)
    case 'set-back':
      return actionReply(await setBackToOpen(target.key, { personId, messageId }, ports), ports.replies.label)
  }
}

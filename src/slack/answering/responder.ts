import { readCommand } from '../../domain/commands/command.ts'
import { runControlTest } from '../../usecases/control-test/run-control-test.ts'
import { decideAndTell } from '../../usecases/delegations/decide-and-tell.ts'
import type { AnsweredMessages } from '../../usecases/ports/record/answered-messages.ts'
import { type ListPorts, listPeriods } from '../../usecases/reading/list-periods.ts'
import { showPeriod } from '../../usecases/reading/show-period.ts'
import { whyNotClosed } from '../../usecases/reading/why-not-closed.ts'
import { type ShowReportsPorts, showReports } from '../../usecases/reports/show-reports.ts'
import { requestAction } from '../../usecases/request-action.ts'
import { requestChange } from '../../usecases/request-change.ts'
import { requestRange } from '../../usecases/request-range.ts'
import type { Asked } from '../asked.ts'
import { commandName } from '../command-name.ts'
import type { Message } from '../messages/blocks.ts'
import { decisionReply, type ReplyOptions } from '../messages/click-replies.ts'
import { helpMessage, notUnderstoodMessage } from '../messages/help.ts'
import { listReply } from '../messages/periods/list.ts'
import { reportsReply } from '../messages/periods/reports.ts'
import { showReply } from '../messages/periods/show.ts'
import { whyReply } from '../messages/periods/why.ts'
import { controlTestReply } from '../messages/record/control-test.ts'
import { brokeMessage, troubleMessage } from '../messages/trouble.ts'
import { type AnswerActionPorts, answerAction } from './answer-action.ts'
import { actOnClick, type ClickPorts } from './click-responder.ts'
import { type DelegationResponderPorts, respondAboutDelegations } from './delegation-responder.ts'
import { type ExceptionResponderPorts, respondAboutException, respondWithYear } from './exception-responder.ts'
import { type FormResponderPorts, respondWithForm } from './form-responder.ts'
import { type HomeResponderPorts, refreshAfter, respondWithHome } from './home-responder.ts'
import { answerFromRecord, type RecordResponderPorts } from './record-responder.ts'
import { type ReminderResponderPorts, respondToSnooze, respondWithReminders } from './reminder-responder.ts'
import type { Reply } from './reply.ts'
import { repliesTo } from './standing.ts'
import { askWhichEntity } from './which-entity.ts'

export type ResponderPorts = ClickPorts &
  ShowReportsPorts &
  ListPorts &
  DelegationResponderPorts &
  RecordResponderPorts &
  ExceptionResponderPorts &
  FormResponderPorts &
  HomeResponderPorts &
  ReminderResponderPorts &
  AnswerActionPorts & { answered: AnsweredMessages; reply: Reply; replies: ReplyOptions }

/** Everything that is answered by a message. */
type ToAnswer = Exclude<Asked, { kind: 'form' | 'home' }>
type CommandGiven = Pick<Extract<Asked, { kind: 'command' }>, 'text' | 'messageId' | 'personId' | 'channel'> & {
  words?: string
}

/**
 * Does what a person asked for and answers privately, once per message id. Every effect is itself safe to repeat: a
 * message that was being answered when the process died is simply answered again.
 */
export async function respond(asked: Asked, ports: ResponderPorts): Promise<void> {
  if (await ports.answered.has(asked.messageId)) return
  if (asked.kind === 'form') await respondWithForm(asked, ports)
  else if (asked.kind === 'home') await respondWithHome(asked, ports)
  else await answer(asked, ports)
  await ports.answered.add(asked.messageId)
  ports.log('responded', { messageId: asked.messageId, kind: asked.kind })
  await refreshAfter(asked, ports)
}

function addressOf(asked: ToAnswer) {
  const { channel, personId, homeBlock } = asked
  const responseUrl = 'responseUrl' in asked ? asked.responseUrl : null
  return { responseUrl, channel, personId, ...(homeBlock && { homeBlock }) }
}

/** What Zuora or Slack cannot do just now is told to the person; anything else is an engineer's, and is tried again. */
async function answer(asked: ToAnswer, ports: ResponderPorts): Promise<void> {
  const to = addressOf(asked)
  let message: Message
  try {
    message = await act(asked, ports)
  } catch (error) {
    const trouble = troubleMessage(error)
    await ports.reply(to, trouble ?? brokeMessage)
    if (!trouble) throw error
    ports.log('asking-put-off', { error: error instanceof Error ? error.name : 'unknown' })
    return
  }
  const replacesOriginal = asked.kind === 'pressed' && asked.replacesOriginal
  await ports.reply(replacesOriginal ? { ...to, replacesOriginal } : to, message)
}

async function act(asked: ToAnswer, ports: ResponderPorts): Promise<Message> {
  switch (asked.kind) {
    case 'command':
      return actOnCommand({ ...asked, words: asked.text }, ports)
    case 'pressed':
      return actOnCommand({ ...asked, text: asked.command }, ports)
    case 'reopening': {
      const { periodId: reference, reason: note, entity, personId, channel, messageId } = asked
      const reopen = { action: 'reopen', reference, note, entity, personId, channel, messageId } as const
      return answerAction(await requestAction(reopen, ports), ports)
    }
    case 'click':
      return actOnClick(asked, ports)
    case 'explanation':
    case 'acknowledgement':
      return respondAboutException(asked, ports)
    case 'snooze':
      return respondToSnooze(asked, ports)
    case 'change':
      return answerAction(await requestChange(asked, ports), ports)
    case 'rejection': {
      const { target, reason, personId, messageId, slackTs = null } = asked
      const decision = { ...target, kind: 'rejected', personId, reason, messageId, slackTs } as const
      const answer = await decideAndTell(decision, ports)
      return decisionReply(answer, 'Reject', await repliesTo(answer, personId, ports))
    }
  }
}

async function actOnCommand({ text, ...from }: CommandGiven, ports: ResponderPorts): Promise<Message> {
  const command = readCommand(text)
  const { label } = ports.replies
  const question = await askWhichEntity({ text, ...from }, command, ports)
  if (question) return question
  switch (command.kind) {
    case 'help':
      return helpMessage(commandName(), command.about)
    case 'not-understood':
      return notUnderstoodMessage(commandName(), command, ports.now())
    case 'list':
      return listReply(await listPeriods({ ...from, ...command }, ports), label)
    case 'why':
      return whyReply(await whyNotClosed({ ...from, ...command }, ports), label)
    case 'reports':
      return reportsReply(await showReports({ ...from, ...command }, ports), label)
    case 'show':
      return showReply(await showPeriod({ ...from, ...command }, ports), label)
    case 'request':
      return answerAction(await requestAction({ ...from, ...command }, ports), ports)
    case 'range':
      return answerAction(await requestRange({ ...from, ...command }, ports), ports)
    case 'delegate':
    case 'delegations':
      return respondAboutDelegations(command, from, ports)
    case 'history':
    case 'export':
    case 'packet':
    case 'access':
      return answerFromRecord(command, from, ports)
    case 'reconcile':
      return respondWithYear({ ...from, ...command }, ports)
    case 'control-test':
      return controlTestReply(await runControlTest({ ...from, ...command }, ports), label)
    case 'reminders':
      return respondWithReminders({ ...from, ...command }, ports)
    default:
      return notUnderstoodMessage(commandName(), { kind: 'not-understood', typed: text, suggestion: null }, ports.now())
  }
}

import type { Log } from '../../usecases/ports/log.ts'
import type { MayPost } from '../announcing/may-post.ts'
import type { Message } from '../messages/blocks.ts'
import { actionReply } from '../messages/replies.ts'
import type { EntityLabel } from '../messages/text/words.ts'

export type AnswerActionPorts = { mayPost: MayPost; replies: { label: EntityLabel }; log: Log }

/** The private answer to who asked for an action, which says where they find what becomes of it. */
export async function answerAction(
  answer: Parameters<typeof actionReply>[0],
  { mayPost, replies, log }: AnswerActionPorts,
): Promise<Message> {
  if (answer.kind !== 'started' && answer.kind !== 'which-entity') log('asking-refused', { because: answer.kind })
  const isPosted = answer.kind !== 'started' || (await mayPost(answer.request.channel))
  return actionReply(answer, replies.label, { isPosted })
}

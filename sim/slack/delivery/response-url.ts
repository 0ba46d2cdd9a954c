import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerWithFault } from '../control/answer-with-fault.ts'
import { isShowableIn } from '../files/showable.ts'
import { readBody, readObject } from '../http/http-body.ts'
import { randomId } from '../ids/random-id.ts'
import { readContent } from '../messages/message-content.ts'
import { changeMessage, postAsBot, postEphemeral } from '../messages/posting.ts'
import type { StandIn } from '../stand-in.ts'
import type { ResponseUrl } from '../store/response-urls.ts'
import type { Answer } from '../web-api/arguments.ts'

const maximumUses = 5
const validMs = 30 * 60_000
const maximumText = 40_000

export const issueResponseUrl = (
  standIn: StandIn,
  { user, channel, source }: Pick<ResponseUrl, 'user' | 'channel' | 'source'>,
): string => {
  const id = randomId('R', 24)
  standIn.store.responseUrls.put({
    id,
    user,
    channel,
    createdAt: standIn.realNow().toISOString(),
    uses: 0,
    source,
  })
  return urlOf(standIn, id)
}

const urlOf = (standIn: StandIn, id: string): string => `${standIn.url}/response/${id}`

/** `POST /response/<id>`: five uses in 30 minutes; every use counts, also one that was refused. */
export const answerResponseUrl = async (
  standIn: StandIn,
  { incoming, response, id }: { incoming: IncomingMessage; response: ServerResponse; id: string },
): Promise<void> => {
  const body = await readBody(incoming)
  await answerWithFault(standIn, { response, method: 'response_url', asked: readObject(body) ?? body }, () => {
    const found = standIn.store.responseUrls.find(id)
    const { status, error } = found ? useOnce(standIn, found, readObject(body)) : refusal(404, 'no_such_url')
    return status === 200 ? { status, body: { ok: true }, error: null } : { status, body: { ok: false, error }, error }
  })
}

type Used = { status: number; error: string }

const refusal = (status: number, error: string): Used => ({ status, error })
const done: Used = { status: 200, error: '' }

const useOnce = (standIn: StandIn, found: ResponseUrl, given: Record<string, unknown> | undefined): Used => {
  if (standIn.realNow().getTime() - Date.parse(found.createdAt) > validMs) return refusal(404, 'expired_url')
  if (found.uses >= maximumUses) return refusal(404, 'used_url')
  standIn.store.responseUrls.put({ ...found, uses: found.uses + 1 })
  return given === undefined
    ? refusal(400, 'invalid_payload')
    : respond(standIn, { ...found, url: urlOf(standIn, found.id) }, given)
}

/** Also used for what a command is acknowledged with: the same words mean the same there. */
export const respond = (
  standIn: StandIn,
  { user, channel, source, url: answers }: Pick<ResponseUrl, 'user' | 'channel' | 'source'> & { url: string },
  given: Record<string, unknown>,
): Used => {
  if (given.delete_original === true) return deleteOriginal(standIn, { user, channel, source })
  const read = readContent(given, { maximumText, isShowable: isShowableIn(standIn) })
  if (read.kind === 'refused') return refusal(400, errorOf(read.answer))
  const { content } = read
  const threadTs = typeof given.thread_ts === 'string' ? given.thread_ts : undefined
  if (given.replace_original === true && source.kind === 'message') {
    const message = standIn.store.messages.find(channel, source.ts)
    if (message === undefined) return refusal(404, 'message_not_found')
    changeMessage(standIn, message, content)
  } else if (given.replace_original === true && source.kind === 'ephemeral') {
    const before = standIn.store.ephemerals.find(user, source.ts)
    postEphemeral(standIn, { user, channel, content, ts: source.ts, threadTs: before?.thread_ts, answers })
  } else if (given.response_type === 'in_channel') {
    postAsBot(standIn, { channel, content, threadTs })
  } else {
    postEphemeral(standIn, { user, channel, content, threadTs, answers })
  }
  return done
}

const deleteOriginal = (
  standIn: StandIn,
  { user, channel, source }: Pick<ResponseUrl, 'user' | 'channel' | 'source'>,
): Used => {
  if (source.kind === 'message') standIn.store.messages.remove(channel, source.ts)
  if (source.kind === 'ephemeral') standIn.store.ephemerals.remove(user, source.ts)
  standIn.feed.changed()
  return done
}

const errorOf = (answer: Answer): string => (answer.ok ? '' : answer.error)

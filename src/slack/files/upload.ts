import { Readable } from 'node:stream'
import type { WebClient } from '@slack/web-api'
import { request } from 'undici'
import { SlackUnavailable } from '../errors.ts'
import { call } from '../web-client.ts'

export type ToUpload = { filename: string; bytes: number; open: () => Promise<AsyncIterable<Uint8Array>> }

export type Uploaded = { fileId: string; title: string }

/** Where uploaded files are shared, and the words above them. */
export type Place = { channel: string; thread: string | null; comment: string }

/** The first two of Slack's three steps for a file: an address for its bytes, and the bytes. The file's id, or why Slack has none. */
export async function upload(
  slack: WebClient,
  { filename, bytes, open }: ToUpload,
  { withinMs }: { withinMs: number },
): Promise<{ fileId: string } | { because: string }> {
  const place = await call(() => slack.files.getUploadURLExternal({ filename, length: bytes }))
  const content = await open()
  const because = await send(place.upload_url ?? '', { content, bytes, withinMs })
  return because === null ? { fileId: place.file_id ?? '' } : { because }
}

/** The third: one message that shares them. */
export async function share(
  slack: WebClient,
  uploaded: readonly Uploaded[],
  { channel, thread, comment }: Place,
): Promise<void> {
  const [first, ...others] = uploaded.map(({ fileId, title }) => ({ id: fileId, title }))
  if (!first) return
  const files: [typeof first, ...typeof others] = [first, ...others]
  const words = { files, channel_id: channel, initial_comment: comment }
  await call(() => slack.files.completeUploadExternal(thread === null ? words : { ...words, thread_ts: thread }))
}

/**
 * "Files can be sent as raw bytes"; 200 says that Slack has them. With a length given beforehand, a file that turns out
 * longer or shorter is not taken. Null when Slack has it, otherwise why not.
 */
async function send(
  url: string,
  { content, bytes, withinMs }: { content: AsyncIterable<Uint8Array>; bytes: number; withinMs: number },
): Promise<string | null> {
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(bytes) }
  const signal = AbortSignal.timeout(withinMs)
  try {
    const answer = await request(url, { method: 'POST', headers, body: Readable.from(content), signal })
    await answer.body.dump()
    return answer.statusCode === 200 ? null : notTaken
  } catch (cause) {
    if (signal.aborted) return `it took more than ${withinMs / 1000} s`
    if (!(cause instanceof Error) || cause.name.startsWith('Zuora')) throw cause
    if ('code' in cause && cause.code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH') return notTaken
    throw new SlackUnavailable('Slack did not answer while a file was sent.', { cause })
  }
}

const notTaken = 'Slack did not take all of it'

import { Readable } from 'node:stream'
import type { WebClient } from '@slack/web-api'
import { request } from 'undici'
import type { MessageRef } from '../../domain/request.ts'
import type { Attached, Attachments, Occasion, ReportToAttach } from '../../usecases/ports/reports.ts'
import { SlackRefused, SlackUnavailable } from '../errors.ts'
import { attachedComment, fileName, threadMessage } from '../messages/periods/reports.ts'
import { reportName } from '../messages/text/reports-text.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import { call } from '../web-client.ts'

export type AttachmentLimits = {
  largestBytes: number
  /** No further file is begun after this. */
  withinMs: number
  /** For the way of one file from Zuora to Slack. */
  fileWithinMs: number
}

/** `respond` has 240 s, of which measuring may have taken 90. */
const limits: AttachmentLimits = { largestBytes: 100_000_000, withinMs: 60_000, fileWithinMs: 60_000 }

type Uploaded = { report: string; fileId: string }

/** Slack's three steps for a file: an address for its bytes, the bytes, and the message that shares it. */
export function createAttachments(
  slack: WebClient,
  { label, ...given }: { label: EntityLabel } & Partial<AttachmentLimits>,
): Attachments {
  const { largestBytes, withinMs, fileWithinMs } = { ...limits, ...given }

  /** The id of the file that Slack has now, or why it has none. */
  const upload = async ({ facts, open }: ReportToAttach, occasion: Occasion): Promise<Uploaded | Attached> => {
    const { report, bytes } = facts
    if (bytes > largestBytes) return { report, because: `it is larger than ${largestBytes / 1_000_000} MB` }
    if (bytes === 0) return { report, because: 'it is empty' }
    const filename = fileName(facts, occasion)
    const place = await call(() => slack.files.getUploadURLExternal({ filename, length: bytes }))
    const { content } = await open()
    const because = await send(place.upload_url ?? '', { content, bytes, withinMs: fileWithinMs })
    return because === null ? { report, fileId: place.file_id ?? '' } : { report, because }
  }

  const share = async (thread: MessageRef, uploaded: readonly Uploaded[], comment: string): Promise<void> => {
    const [first, ...others] = uploaded.map(({ report, fileId }) => ({ id: fileId, title: reportName(report) }))
    if (!first) return
    await call(() =>
      slack.files.completeUploadExternal({
        files: [first, ...others],
        channel_id: thread.channel,
        thread_ts: thread.ts,
        initial_comment: comment,
      }),
    )
  }

  return {
    begin: (channel, occasion) =>
      nullIfRefused(async () => {
        const message = threadMessage(occasion, label)
        const posted = await call(() => slack.chat.postMessage({ channel, ...message }))
        return { channel: posted.channel ?? channel, ts: posted.ts ?? '' }
      }),

    async attach(thread, reports, occasion) {
      const endsAtMs = performance.now() + withinMs
      const results: (Uploaded | Attached)[] = []
      for (const report of reports) {
        const isLate = performance.now() > endsAtMs
        results.push(isLate ? late(report, withinMs) : await orWhyNot(report, () => upload(report, occasion)))
      }
      const uploaded = results.filter((result) => 'fileId' in result)
      const facts = reports.map((report) => report.facts)
      const comment = attachedComment(
        facts.filter(({ report }) => uploaded.some((one) => one.report === report)),
        occasion,
        label,
      )
      const refused = await whyRefused(() => share(thread, uploaded, comment))
      return results.map((result) => ('fileId' in result ? { report: result.report, because: refused } : result))
    },
  }
}

function late({ facts: { report } }: ReportToAttach, withinMs: number): Attached {
  return { report, because: `the others took more than ${withinMs / 1000} s` }
}

/** One that cannot be attached does not keep the others from it. */
async function orWhyNot<T>({ facts: { report } }: ReportToAttach, attach: () => Promise<T>): Promise<T | Attached> {
  try {
    return await attach()
  } catch (error) {
    const because = reasonOf(error)
    if (because === null) throw error
    return { report, because }
  }
}

async function whyRefused(act: () => Promise<void>): Promise<string | null> {
  try {
    await act()
    return null
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error
    return reasonOf(error)
  }
}

async function nullIfRefused<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error
    return null
  }
}

/** Null for what is an engineer's to look at, and for what passes by itself. */
function reasonOf(error: unknown): string | null {
  if (error instanceof SlackRefused) return `Slack refused (${error.reason})`
  const isZuoras = error instanceof Error && ['ZuoraUnavailable', 'ZuoraBusy', 'ZuoraRefused'].includes(error.name)
  return isZuoras ? `Zuora did not hand it out: ${error.message}` : null
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

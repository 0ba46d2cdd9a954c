import type { WebClient } from '@slack/web-api'
import type { Attached, Attachments, Occasion, ReportToAttach } from '../../usecases/ports/zuora/reports.ts'
import type { MayPost } from '../announcing/may-post.ts'
import type { Poster } from '../announcing/poster.ts'
import { SlackRefused } from '../errors.ts'
import { attachedComment, fileName, threadMessage } from '../messages/periods/reports.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import { reportName } from '../messages/text/zuora/reports-text.ts'
import { share, upload } from './upload.ts'

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

type Options = { label: EntityLabel; mayPost: MayPost; poster: Poster }

/** Reports on their way from Zuora into a thread, one after the other. */
export function createAttachments(
  slack: WebClient,
  { label, mayPost, poster, ...given }: Options & Partial<AttachmentLimits>,
): Attachments {
  const { largestBytes, withinMs, fileWithinMs } = { ...limits, ...given }

  /** The id of the file that Slack has now, or why it has none. */
  const uploadReport = async ({ facts, open }: ReportToAttach, occasion: Occasion): Promise<Uploaded | Attached> => {
    const { report, bytes } = facts
    if (bytes > largestBytes) return { report, because: `it is larger than ${largestBytes / 1_000_000} MB` }
    if (bytes === 0) return { report, because: 'it is empty' }
    const filename = fileName(facts, occasion)
    const toUpload = { filename, bytes, open: async () => (await open()).content }
    return { report, ...(await upload(slack, toUpload, { withinMs: fileWithinMs })) }
  }

  return {
    begin: (channel, occasion) => poster.post(channel, threadMessage(occasion, label)),

    async attach(thread, reports, occasion) {
      if (!(await mayPost(thread.channel))) return reports.map(({ facts: { report } }) => ({ report, because: shared }))
      const endsAtMs = performance.now() + withinMs
      const results: (Uploaded | Attached)[] = []
      for (const report of reports) {
        const isLate = performance.now() > endsAtMs
        results.push(isLate ? late(report, withinMs) : await orWhyNot(report, () => uploadReport(report, occasion)))
      }
      const uploaded = results.filter((result) => 'fileId' in result)
      const facts = reports.map((report) => report.facts)
      const comment = attachedComment(
        facts.filter(({ report }) => uploaded.some((one) => one.report === report)),
        occasion,
        label,
      )
      const files = uploaded.map(({ report, fileId }) => ({ fileId, title: reportName(report) }))
      const place = { channel: thread.channel, thread: thread.ts, comment }
      const refused = await whyRefused(() => share(slack, files, place))
      return results.map((result) => ('fileId' in result ? { report: result.report, because: refused } : result))
    },
  }
}

const shared = 'in its channel nothing can be posted: it is shared with another company, or I am not in it'

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

/** Null for what is an engineer's to look at, and for what passes by itself. */
function reasonOf(error: unknown): string | null {
  if (error instanceof SlackRefused) return `Slack refused (${error.reason})`
  const isZuoras = error instanceof Error && ['ZuoraUnavailable', 'ZuoraBusy', 'ZuoraRefused'].includes(error.name)
  return isZuoras ? `Zuora did not hand it out: ${error.message}` : null
}

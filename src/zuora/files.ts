import { createHash } from 'node:crypto'
import type { ReportFile } from '../domain/accounting-period.ts'
import type { ReportFacts } from '../domain/documents/report-facts.ts'
import type { Reports } from '../usecases/ports/zuora/reports.ts'
import { reasonInWords } from './answers/reason-in-words.ts'
import type { ZuoraClient, ZuoraFile } from './client.ts'
import { ZuoraRefused } from './errors.ts'
import { atMostTwo } from './reports/at-most-two.ts'
import { createLineCounter } from './reports/line-counter.ts'

export type ReportsOptions = {
  /** A larger file is not measured. */
  largestBytes?: number
  /** For all reports of one `measure`; what is not read by then is not measured. */
  measureWithinMs?: number
  openWithinMs?: number
}

type Limits = Required<ReportsOptions>

/** The reports of a trial balance. They are read in a stream and never kept. */
export function createReports(client: ZuoraClient, options: ReportsOptions = {}): Reports {
  const limits = { largestBytes: 500_000_000, measureWithinMs: 90_000, openWithinMs: 180_000, ...options }
  return {
    measure(files) {
      const endsAtMs = performance.now() + limits.measureWithinMs
      return atMostTwo(files, (file) => measured(client, file, { ...limits, endsAtMs }))
    },
    async open(fileId) {
      const { bytes, content } = await client.open(pathOf(fileId), {
        timeoutMs: limits.openWithinMs,
        compressed: false,
      })
      return { bytes, content }
    },
  }
}

function pathOf(fileId: string): string {
  return `/v1/files/${encodeURIComponent(fileId)}`
}

async function measured(
  client: ZuoraClient,
  file: ReportFile,
  limits: Limits & { endsAtMs: number },
): Promise<ReportFacts> {
  const late = `not read within ${limits.measureWithinMs / 1000} s`
  const leftMs = Math.floor(limits.endsAtMs - performance.now())
  if (leftMs <= 0) return { ...file, kind: 'not-measured', because: late }
  try {
    const opened = await client.open(pathOf(file.fileId), { timeoutMs: leftMs, compressed: true })
    const facts = await factsOf(opened, limits.largestBytes)
    if (facts !== null) return { ...file, kind: 'measured', ...facts }
    const because = `larger than the ${limits.largestBytes / 1_000_000} MB that are measured`
    return { ...file, kind: 'not-measured', because }
  } catch (error) {
    const because = performance.now() >= limits.endsAtMs ? late : reasonOf(error)
    return { ...file, kind: 'not-measured', because }
  }
}

/** Of the file as it is once decompressed. Null when it is too large: the rest is then not read. */
async function factsOf({ content, contentType }: ZuoraFile, largestBytes: number) {
  const hash = createHash('sha256')
  const counter = isText(contentType) ? createLineCounter() : null
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.byteLength
    if (bytes > largestBytes) return null
    hash.update(chunk)
    counter?.add(chunk)
  }
  // The first line is the header.
  return { bytes, rows: counter && Math.max(0, counter.lines() - 1), sha256: hash.digest('hex') }
}

/** Zuora documents `text/csv` for CSV; Excel and compressed files have no lines to count. */
function isText(contentType: string): boolean {
  return /^text\/(csv|plain)\b/i.test(contentType)
}

/** "The maximum file size is 2,047 MB. If you have a data request that exceeds this limit, Zuora returns 403", in XML. */
function reasonOf(error: unknown): string {
  if (!(error instanceof ZuoraRefused)) return reasonInWords(error)
  if (error.because === 'not-found') return `Zuora does not have this file: ${error.message}`
  if (error.code === 'HTTP 403') return 'Zuora refused (HTTP 403), as it does for files over 2,047 MB'
  return reasonInWords(error)
}

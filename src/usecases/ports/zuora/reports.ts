import type { ReportFile } from '../../../domain/accounting-period.ts'
import type { ReportFacts } from '../../../domain/documents/report-facts.ts'
import type { MessageRef } from '../../../domain/request.ts'

export type OpenReport = { bytes: number | null; content: AsyncIterable<Uint8Array> }

/** The reports that Zuora keeps as files. */
export type Reports = {
  /** One for each; one that could not be measured, or not soon enough, says why. */
  measure(files: readonly ReportFile[]): Promise<ReportFacts[]>
  /** Throws as reads do. */
  open(fileId: string): Promise<OpenReport>
}

/** A measured report on its way into a thread. */
export type ReportToAttach = { facts: Extract<ReportFacts, { kind: 'measured' }>; open(): Promise<OpenReport> }

/** `because`: why it is not attached; null where it is. */
export type Attached = { report: string; because: string | null }

/** Of which period, and for whom. */
export type Occasion = { entity: string; period: string; personId: string }

/** Puts reports into threads of Slack. Throws `SlackBusy` and `SlackUnavailable`. */
export type Attachments = {
  /** A message to put them under, where there is none; null when Slack refuses it. */
  begin(channel: string, occasion: Occasion): Promise<MessageRef | null>
  /** One after the other, streamed; one for each report. */
  attach(thread: MessageRef, reports: readonly ReportToAttach[], occasion: Occasion): Promise<Attached[]>
}

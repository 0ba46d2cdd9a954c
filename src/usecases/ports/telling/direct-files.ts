import type { EvidenceExport } from '../../../domain/evidence/export/evidence-export.ts'

/** What is sent: everything recorded, as files to be verified and read; or the page to print. */
export type RecordSent = { what: 'export' | 'packet'; evidence: EvidenceExport }

/** Puts files into the direct messages with one person. Throws `SlackBusy` and `SlackUnavailable`. */
export type DirectFiles = {
  /** Null once Slack has them; otherwise why not. */
  send(personId: string, sent: RecordSent): Promise<string | null>
}

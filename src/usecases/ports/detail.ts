import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import type { Scan } from '../../domain/documents/blockers.ts'
import type { ReportCompared, ReportFacts } from '../../domain/documents/report-facts.ts'
import type { DocumentsChanged, DocumentsSince } from '../../domain/documents/watermark.ts'
import type { NotesStamped } from '../../domain/evidence/notes-stamp.ts'
import type { Change } from '../../domain/snapshot.ts'
import type { ZuoraAsk } from '../../domain/zuora-ask.ts'
import type { ZuoraAnswer } from './zuora/zuora-answer.ts'

/** One line in the request's thread. */
export type Detail =
  | { kind: 'zuora-asked'; what: ZuoraAsk; answer: ZuoraAnswer }
  | { kind: 'voided'; changes: readonly Change[] }
  | {
      kind: 'scanned'
      scans: readonly Scan[]
      trialBalance: AccountingPeriod['trialBalance']
      /** Whether something has to be cleared now: then the requester is mentioned. */
      isBlocked: boolean
      /** Null where nothing was looked for. */
      documents: DocumentsSince | null
    }
  /** What the approvers' hashes will be compared with. */
  | { kind: 'reports-noted'; reports: readonly ReportFacts[] }
  /** Between the card and the close, which goes on all the same. */
  | { kind: 'changed-since-card'; changed: readonly DocumentsChanged[] }
  /** A newer trial balance with equal reports: the approvals stand. */
  | { kind: 'run-kept'; start: string | null; compared: readonly ReportCompared[] }
  | { kind: 'notes-stamped'; stamped: NotesStamped }

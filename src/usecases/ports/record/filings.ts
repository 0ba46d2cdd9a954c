import type { Filed, FiledAbout, FilingDraft } from '../../../domain/evidence/filed.ts'
import type { LogEntry } from '../../../domain/evidence/log.ts'
import type { Registered } from '../../../domain/evidence/registered.ts'
import type { RequestKey } from '../../../domain/request.ts'

/** What stands in an entity's register beside requests. Reads of one are consistent. */
export type Filings = {
  /** Numbers it, as a request is numbered; the same message id files once. */
  file(draft: FilingDraft): Promise<Filed>
  readFiled(key: RequestKey): Promise<Filed | undefined>
  /** Undefined when anything was written since `filed` was read. The log is only ever appended to. */
  appendFiled(
    filed: Filed,
    changes: Partial<Pick<Filed, 'about' | 'status'>>,
    entries: readonly LogEntry[],
  ): Promise<Filed | undefined>
  /** Those of a kind that are open, newest first. From an index: may lag by moments. */
  openFilings(entity: string, kind: FiledAbout['kind']): Promise<Filed[]>
  /** Those about a period, newest first. From an index: may lag by moments. */
  filingsOfPeriod(entity: string, periodId: string): Promise<Filed[]>
}

/** Everything in an entity's register, in the order of its numbers. Consistent. */
export type RegisterReader = {
  all(entity: string): Promise<Registered[]>
}

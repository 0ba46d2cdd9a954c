import { buildExport, policiesToExport } from '../../domain/evidence/export/build-export.ts'
import type { EvidenceExport, ExportHeader, Made } from '../../domain/evidence/export/evidence-export.ts'
import {
  type ExportWanted,
  findScope,
  type PeriodKnown,
  periodsKnown,
} from '../../domain/evidence/export/known-periods.ts'
import { retentionOf } from '../../domain/evidence/export/retention.ts'
import type { Hash } from '../../domain/evidence/log.ts'
import type { RegisterReader } from '../ports/record/filings.ts'
import type { KeptPolicies } from '../ports/record/kept-policies.ts'

export type ExportAsked = {
  /** As the configuration has it: its key, and its name as it stands on every card. */
  entity: { key: string; name: string }
  wanted: ExportWanted
  by: Made['by']
  /** Zuora's periods, where they were just read; without them, what the register tells of them is used. */
  calendar?: readonly PeriodKnown[]
}

export type ExportPorts = {
  register: RegisterReader
  policies: Pick<KeptPolicies, 'policyText'>
  now: () => Date
  /** SHA-256 in hex. */
  hash: Hash
  /** The program's version and commit. */
  program: string
  retainYears: number
}

/** `candidates`: what there is instead, or which could be meant. */
export type ExportMade =
  | { kind: 'made'; evidence: EvidenceExport }
  | { kind: 'unknown' | 'ambiguous'; candidates: readonly string[] }

/** Everything recorded about a period or a fiscal year. Reads only: neither Zuora nor Slack is asked. */
export async function makeExport(asked: ExportAsked, ports: ExportPorts): Promise<ExportMade> {
  const { entity, wanted, by, calendar = [] } = asked
  const registered = await ports.register.all(entity.key)
  const found = findScope(wanted, periodsKnown(registered, calendar), registered)
  if (found.kind !== 'found') return found
  const made = { at: ports.now().toISOString(), by: { id: by.id, name: by.name }, program: ports.program }
  const retention = retentionOf(found.scope, found.periods, ports.retainYears)
  const { key, name } = entity
  const header: ExportHeader = { entity: { key, name }, scope: found.scope, made, retention }
  const texts = policiesToExport(header, registered).map(async (hash) => {
    const text = await ports.policies.policyText(entity.key, hash)
    return text === undefined ? [] : [{ hash, text }]
  })
  const policies = (await Promise.all(texts)).flat()
  return { kind: 'made', evidence: buildExport({ header, registered, policies }, ports.hash) }
}

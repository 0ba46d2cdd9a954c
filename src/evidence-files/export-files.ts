import type { EvidenceExport } from '../domain/evidence/export/evidence-export.ts'
import { csvOf } from './csv.ts'
import { packetOf } from './packet/packet.ts'

/** The export as the files that people get: what is verified, a table, and a page to print. */
export function exportFiles(evidence: EvidenceExport): { name: string; text: string }[] {
  return [
    { name: 'export.json', text: jsonOf(evidence) },
    { name: 'export.csv', text: csvOf(evidence) },
    { name: 'packet.html', text: packetOf(evidence) },
  ]
}

/** Laid out for people; what is verified is its content, whatever the spaces. */
export function jsonOf(evidence: EvidenceExport): string {
  return `${JSON.stringify(evidence, null, 2)}\n`
}

import type { EvidenceExport } from '../domain/evidence/export/evidence-export.ts'
import { csvOf } from './csv.ts'
import { packetOf } from './packet/packet.ts'

export type ExportFile = { kind: 'export.json' | 'export.csv' | 'packet.html'; name: string; text: string }

/**
 * The export as the files that people get: what is verified, a table, and a page to print. Named such as
 * `us-oct-2026-20261121T180500Z-export.json`: what is typed behind a command needs no quotes, and no two are called the same.
 */
export function exportFiles(evidence: EvidenceExport): ExportFile[] {
  const named = (kind: ExportFile['kind'], text: string) => ({ kind, name: `${fileNameOf(evidence)}-${kind}`, text })
  return [
    named('export.json', jsonOf(evidence)),
    named('export.csv', csvOf(evidence)),
    named('packet.html', packetOf(evidence)),
  ]
}

/** Laid out for people; what is verified is its content, whatever the spaces. */
export function jsonOf(evidence: EvidenceExport): string {
  return `${JSON.stringify(evidence, null, 2)}\n`
}

function fileNameOf({ header: { entity, scope, made } }: EvidenceExport): string {
  const names = scope.kind === 'fiscal-year' ? [`FY${scope.fiscalYear}`] : scope.periods.map(({ name }) => name)
  const slug = [entity.key, ...new Set(names)]
    .join('-')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 80)
    .replace(/-$/, '')
  return `${slug}-${made.at.replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}`
}

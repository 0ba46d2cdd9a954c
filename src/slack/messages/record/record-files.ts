import { type ExportFile, exportFiles } from '../../../evidence-files/export-files.ts'
import type { RecordSent } from '../../../usecases/ports/telling/direct-files.ts'

/** `title`: what it is, in words. */
export type RecordFile = { name: string; title: string; text: string }

const titles = {
  'export.json': 'the export to verify (JSON)',
  'export.csv': 'the entries as a table (CSV)',
  'packet.html': 'the page to print (HTML)',
} as const satisfies Record<ExportFile['kind'], string>

// The page names the digest of the export that it was made with: it is of use only with that one.
const wanted = {
  packet: ['packet.html', 'export.json'],
  export: ['export.json', 'export.csv'],
} as const satisfies Record<RecordSent['what'], readonly ExportFile['kind'][]>

export function recordFiles({ what, evidence }: RecordSent): RecordFile[] {
  const files = exportFiles(evidence)
  return wanted[what]
    .flatMap((kind) => files.filter((file) => file.kind === kind))
    .map(({ kind, name, text }) => ({ name, title: titles[kind], text }))
}

import { exportFiles } from '../../../evidence-files/export-files.ts'
import type { RecordSent } from '../../../usecases/ports/direct-files.ts'

/** `title`: what it is, in words. */
export type RecordFile = { name: string; title: string; text: string }

const titles: Readonly<Record<string, string>> = {
  'export.json': 'the export to verify (JSON)',
  'export.csv': 'the entries as a table (CSV)',
  'packet.html': 'the page to print (HTML)',
}

/** `us-oct-2026-export.json`: what is typed behind a command needs no quotes. */
export function recordFiles({ what, evidence }: RecordSent): RecordFile[] {
  const { entity, scope } = evidence.header
  const names = scope.kind === 'fiscal-year' ? [`FY${scope.fiscalYear}`] : scope.periods.map(({ name }) => name)
  const slug = [entity.key, ...new Set(names)]
    .join('-')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 80)
    .replace(/-$/, '')
  // The page names the digest of the export that it was made with: it is of use only with that one.
  const wanted = what === 'packet' ? ['packet.html', 'export.json'] : ['export.json', 'export.csv']
  const files = exportFiles(evidence)
  return wanted
    .flatMap((name) => files.filter((file) => file.name === name))
    .map(({ name, text }) => ({ name: `${slug}-${name}`, title: titles[name] ?? name, text }))
}

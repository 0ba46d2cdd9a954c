import type { Scan } from '../../../../domain/documents/blockers.ts'
import { escaped, listed } from '../mrkdwn.ts'
import { countOf, itemName } from '../words.ts'

/** What the scans found, shortest first to read: what there is, what there is none of, and what could not be looked at. */
export function scansText(scans: readonly Scan[]): string {
  const found = scans.flatMap((scan) => (scan.kind === 'counted' && scan.count > 0 ? [countOf(scan)] : []))
  const none = scans.flatMap((scan) => (scan.kind === 'counted' && scan.count === 0 ? [itemName(scan.item)] : []))
  const unchecked = scans.flatMap((scan) =>
    scan.kind === 'not-checked' ? [`${itemName(scan.item)} (${escaped(scan.because)})`] : [],
  )
  return [line('To clear', found), line('None found', none), line('Not checked', unchecked)].filter(Boolean).join('\n')
}

function line(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `• ${title}: ${listed(items)}`
}

import { type ExportedRecord, memberOf, membersOf } from '../../domain/evidence/export/evidence-export.ts'
import { at } from '../words/plain-words.ts'
import { scanKinds } from '../words/snapshot-words.ts'
import { type Html, html } from './html.ts'

/** What a request was held against: the policy, the program, who was looked up once more, and what was looked for in Zuora. */
export function basisOf({ entries, later }: ExportedRecord): (readonly [string, Html | string])[] {
  const all = [...entries, ...later].map(({ entry }) => entry)
  const policies = all.map(({ policy, details }) => policy ?? at(details, 'policy'))
  const lookedUp = all.flatMap(({ details }) => membersOf(details.approversLookedUp).map(String))
  const scans = all.map(({ details }) => details.scans ?? memberOf(details.snapshot, 'scans'))
  const lastScan = scans.findLast((one) => membersOf(one).length > 0)
  const hashes = each(policies)
  return [
    ['Policy (SHA-256)', hashes.length === 0 ? '' : html`<span class="hash">${hashes.join(' ')}</span>`],
    ['Program', each(all.map(({ code = '' }) => code)).join(', ')],
    ['Looked up again before the ask', each(lookedUp).join(', ')],
    ['Looked for in Zuora', scanKinds(lastScan)],
  ]
}

function each(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '')
}

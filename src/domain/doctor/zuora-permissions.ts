import type { Scan } from '../documents/blockers.ts'
import type { Action } from '../policy/policy.ts'
import { type Finding, findingsOf } from './finding.ts'

const close = ['Manage Close Process', 'Run Trial Balance']

/** https://docs.zuora.com › Finance roles; docs/zuora.md says where its sources disagree. */
const permissions: Partial<Record<Action, readonly string[]>> = {
  'trial-balance': close,
  'pending-close': close,
  close,
  reopen: [...close, 'Reopen Accounting Period'],
  create: ['Create Accounting Period'],
  update: ['Create Accounting Period'],
  'update-dates': ['Create Accounting Period'],
  delete: ['Delete Accounting Period'],
}

/** Zuora tells what a user may do only when it is asked to do it. */
export function permissionsNotCheckable(actions: readonly Action[], name: string): Finding {
  const needed = new Set(actions.flatMap((action) => permissions[action] ?? []))
  const { notCheckable } = findingsOf('Zuora permissions')
  return notCheckable(
    `${name}: permission to ${actions.join(', ')}: Zuora says so only when it is asked to do it`,
    `look at the integration user in Zuora: it needs ${[...needed].join(', ')}. Then close one period in the sandbox with the same roles.`,
  )
}

/** What must be cleared before a close is found only by who may see it. */
export function checkDocuments(scans: readonly Scan[], name: string): Finding[] {
  const { ok, warning } = findingsOf('Zuora documents')
  const unseen = scans.flatMap((scan) => (scan.kind === 'not-checked' ? [scan] : []))
  if (unseen.length === 0) return [ok(`${name}: all that can block a close can be seen`)]
  return unseen.map(({ item, because }) =>
    warning(
      `${name}: ${item.replaceAll('-', ' ')} cannot be seen: ${because}`,
      'let the integration user see invoices, payments, refunds and memos (docs/zuora.md, step 4). Until then cards say "not checked".',
    ),
  )
}

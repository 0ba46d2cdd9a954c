import { buildExport } from '../../../src/domain/evidence/export/build-export.ts'
import type { EvidenceExport } from '../../../src/domain/evidence/export/evidence-export.ts'
import { beginning, canonicalJson, chainOf, type LogEntry } from '../../../src/domain/evidence/log.ts'
import type { Request } from '../../../src/domain/request.ts'
import { sha256 } from '../fake-requests.ts'
import { alice, bob, sampleRequest } from '../sample-request.ts'

const text = canonicalJson({ actions: { close: { approvals: 1 } }, approvers: ['U0BOB'], requesters: ['U0ALICE'] })
const policy = sha256(text)
const period = { id: 'p10', name: 'Oct 2026', startDate: '2026-10-01', endDate: '2026-10-31' }

/** Small enough to be followed by hand, and fixed, so that only a change of the format changes it. */
export function workedExample(): EvidenceExport {
  const first = ended(1, beginning, { kind: 'rejected', by: 'U0BOB', reason: 'accruals are missing' })
  const second = ended(2, first.chain[0] ?? '', { kind: 'succeeded' })
  return buildExport(
    {
      header: {
        entity: { key: 'us', name: 'Example US' },
        scope: { kind: 'period', periods: [{ id: 'p10', name: 'Oct 2026' }] },
        made: { at: '2026-11-05T09:00:00.000Z', by: { id: alice.id, name: alice.name }, program: '0.1.0 0123456789ab' },
        retention: { years: 8, until: '2034-12-31' },
      },
      registered: [first, second],
      policies: [{ hash: policy, text }],
    },
    sha256,
  )
}

function ended(number: number, previousRequest: string, outcome: NonNullable<Request['outcome']>): Request {
  const request = `US-000${number}`
  const isRejected = outcome.kind === 'rejected'
  const log: LogEntry[] = [
    {
      at: `2026-11-0${number}T13:00:00.000Z`,
      kind: 'asked',
      by: alice,
      policy,
      details: { action: 'close', period, note: null, approvalsNeeded: 1, request, previousRequest },
    },
    {
      at: `2026-11-0${number}T13:05:00.000Z`,
      kind: isRejected ? 'rejected' : 'approved',
      by: bob,
      slackTs: `179354070${number}.000100`,
      policy,
      details: {
        round: 1,
        authority: { rule: 'U0BOB', members: null },
        ...(isRejected ? { reason: outcome.reason } : {}),
      },
    },
    { at: `2026-11-0${number}T13:06:00.000Z`, kind: 'outcome', by: null, policy, details: { outcome } },
  ]
  const chain = chainOf(log, [], previousRequest, sha256)
  return sampleRequest({ number, period, outcome, log, chain, status: 'finished', requester: alice })
}

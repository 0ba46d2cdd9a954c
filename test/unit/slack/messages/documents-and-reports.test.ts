import { describe, expect, test } from 'vitest'
import type { ReportCompared, ReportFacts } from '../../../../src/domain/documents/report-facts.ts'
import type { DocumentsChanged, DocumentsSince } from '../../../../src/domain/documents/watermark.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { takeSnapshot } from '../../../../src/domain/snapshot.ts'
import { reportsReply } from '../../../../src/slack/messages/periods/reports.ts'
import { cardMessage } from '../../../../src/slack/messages/request/card.ts'
import { detailMessage } from '../../../../src/slack/messages/request/detail.ts'
import { followUpMessage } from '../../../../src/slack/messages/request/follow-up.ts'
import { outcomeMessage } from '../../../../src/slack/messages/request/outcome/outcome.ts'
import { statusMessage } from '../../../../src/slack/messages/request/status.ts'
import type { ReportsAnswer } from '../../../../src/usecases/reports/show-reports.ts'
import { sampleEntity } from '../../../support/sample-entity.ts'
import { completed, noneFound, samplePeriod, sampleRequest } from '../../../support/sample-request.ts'
import { checkMessage, label, markupIn, outside, wordsIn } from './check-message.ts'

const counted = (documents: DocumentsChanged['documents'], count: number, more = false): DocumentsChanged => ({
  documents,
  kind: 'counted',
  count,
  more,
})
const unchecked = (documents: DocumentsChanged['documents'], because: string): DocumentsChanged => ({
  documents,
  kind: 'not-checked',
  because,
})
const hash = (first: string) => first.padEnd(64, '0')

describe('the card', () => {
  const cardWith = (documents: DocumentsSince) => {
    const snapshot = { ...takeSnapshot(samplePeriod(), noneFound), documents }
    const message = cardMessage(sampleRequest({ snapshot }), { asked: ['U0BOB'], escalated: [], acting: [] }, label)
    checkMessage(message)
    return wordsIn(message)
  }

  test('says what was changed since the trial balance, by kind', () => {
    const changed = [counted('invoices', 3), counted('payments', 1), counted('refunds', 0)]
    expect(cardWith({ kind: 'looked', changed })).toContain(
      'Changed since that trial balance: 4 documents dated in Oct 2026 (3 invoices, 1 payment).',
    )
  })

  test('says that there are more than could be counted', () => {
    expect(cardWith({ kind: 'looked', changed: [counted('credit-memos', 990, true)] })).toContain(
      'at least 990 documents dated in Oct 2026 (at least 990 credit memos)',
    )
  })

  test('says that nothing was', () => {
    expect(cardWith({ kind: 'looked', changed: [counted('invoices', 0)] })).toContain(
      'Nothing dated in Oct 2026 was changed since that trial balance.',
    )
  })

  test('says what was not checked and why, and claims nothing about it', () => {
    const changed = [counted('invoices', 0), unchecked('refunds', outside), unchecked('debit-memos', outside)]
    const words = cardWith({ kind: 'looked', changed })
    expect(words).toContain('None of the invoices dated in Oct 2026 was changed since that trial balance.')
    expect(words).toContain('Not checked: refunds and debit memos (&lt;!channel&gt;')
  })

  test('where nothing could be checked, only that', () => {
    const words = cardWith({ kind: 'looked', changed: [unchecked('refunds', 'no answer')] })
    expect(words).toContain('*Documents*\nNot checked: refunds (no answer).')
  })

  test.each([
    ['ran-before-request', 'Not checked: that trial balance ran before this request.'],
    ['run-by-others', 'Not checked: others started that trial balance.'],
    ['not-taken', 'Not checked: the documents were not looked at before that trial balance.'],
  ] as const)('without anything to compare with (%s): that', (because, words) => {
    expect(cardWith({ kind: 'no-marks', because })).toContain(words)
  })

  test('names the trial balance whose place a newer one with equal reports took', () => {
    const snapshot = { ...takeSnapshot(samplePeriod(), noneFound), sameReportsAs: '2026-11-01 07:00:00' }
    const message = cardMessage(sampleRequest({ snapshot }), { asked: ['U0BOB'], escalated: [], acting: [] }, label)
    checkMessage(message)
    expect(wordsIn(message)).toContain('its reports are those of the one started 2026-11-01 07:00:00')
  })
})

test('while a newer trial balance runs, the status says that its reports are waited for', () => {
  const request = sampleRequest({ othersSince: '2026-11-04T14:00:00.000Z' })
  for (const approvals of [1, 2]) {
    const message = statusMessage({ ...request, approvals }, null, label)
    checkMessage(message)
    expect(message.text).toContain('nothing is closed until it has ended and its reports were compared.')
  }
})

test('a newer trial balance that was kept is told with what was compared', () => {
  const compared = [{ report: 'revenueDetailCsv', kind: 'same' }] as const
  const message = detailMessage(sampleRequest(), { kind: 'run-kept', start: '2026-11-04 13:00:00', compared }, label)
  checkMessage(message)
  expect(message.text).toContain('Its reports are the same as the approved ones (1 compared by SHA-256).')
})

describe('the outcome', () => {
  const outcomeOf = (outcome: Request['outcome']) => {
    const changedSinceCard = [counted('invoices', 1), counted('payments', 0)]
    const message = outcomeMessage(sampleRequest({ status: 'finished', outcome, changedSinceCard }), label)
    checkMessage(message)
    return message.text
  }

  test('of a close says what was changed between the card and the close', () => {
    expect(outcomeOf({ kind: 'succeeded' })).toContain(
      'Changed between the card and the close: 1 document dated in Oct 2026 (1 invoice). The approvals stand',
    )
  })

  test('of what was not closed does not', () => {
    expect(outcomeOf({ kind: 'cancelled', by: 'U0ALICE' })).not.toContain('Changed between')
  })
})

describe('the final reports', () => {
  const followUpWith = (reports: readonly ReportCompared[] | null) => {
    const message = followUpMessage(followUpOf(reports), label)
    checkMessage(message)
    return message.text
  }

  test('are the same', () => {
    const same = [{ report: 'a', kind: 'same' } as const, { report: 'b', kind: 'same' } as const]
    expect(followUpWith(same)).toContain('The final reports are the same as the approved ones (2 compared by SHA-256).')
  })

  test('differ: names, rows and hashes, never what is in them', () => {
    const text = followUpWith([
      {
        report: 'accountsReceivableAccountAgingDetailExport',
        kind: 'differs',
        was: { rows: 120, sha256: hash('aaa') },
        is: { rows: 124, sha256: hash('bbb') },
      },
      { report: 'revenueDetailCsv', kind: 'differs', was: null, is: { rows: 1, sha256: hash('c') } },
      { report: 'unprocessedCharges', kind: 'differs', was: { rows: null, sha256: hash('d') }, is: null },
      { report: 'arRollForwardDetailExport', kind: 'same' },
      { report: outside, kind: 'not-compared', because: outside },
    ])
    expect(text).toContain(
      'The final reports differ from the approved ones: AR aging by account (rows 120 → 124, SHA-256 aaa000000000 → bbb000000000)',
    )
    expect(text).toContain('Revenue detail (CSV) (there was none); Unprocessed charges (there is none any more).')
    expect(text).toContain('The same as approved: 1 of 5.')
    expect(text).toContain('Not compared: &lt;!channel&gt;')
  })

  test('are not spoken of where there was nothing to compare', () => {
    expect(followUpWith(null)).not.toContain('report')
  })
})

function followUpOf(reports: readonly ReportCompared[] | null) {
  const followUp = { kind: 'completed', trialBalance: completed, reports } as const
  return sampleRequest({ status: 'finished', outcome: { kind: 'succeeded' }, followUp })
}

describe('/period reports', () => {
  const measured = (report: string, bytes: number): ReportFacts => ({
    report,
    fileId: 'f',
    kind: 'measured',
    bytes,
    rows: bytes > 2000 ? 124 : null,
    sha256: hash('abc'),
  })
  const listed = (changes: Partial<Extract<ReportsAnswer, { kind: 'listed' }>>): ReportsAnswer => ({
    kind: 'listed',
    entity: sampleEntity({ name: outside }),
    period: { ...samplePeriod({ name: 'Oct 2026' }), endDate: '2026-10-31' },
    reports: [measured('revenueDetailCsv', 1_234_567), measured('revenueDetailExcel', 900)],
    attached: null,
    ...changes,
  })
  const replyTo = (answer: ReportsAnswer) => {
    const message = reportsReply(answer, label)
    checkMessage(message)
    return `${message.text}\n${wordsIn(message)}`
  }

  test('lists size and rows, each hash once, and where they are in Zuora', () => {
    const message = reportsReply(listed({}), label)
    checkMessage(message)
    const words = wordsIn(message)
    expect(words).toContain(
      '2 reports of Oct 2026 (Example US); its trial balance started 2026-11-02 08:00:00 (Zuora’s time):\n• Revenue detail (CSV): 1.2 MB, 124 rows\n• Revenue detail (Excel): 900 bytes\n',
    )
    const hashes = `SHA-256\n\`\`\`${hash('abc')} Revenue detail (CSV)\n${hash('abc')} Revenue detail (Excel)\`\`\``
    expect(words).toContain(hashes)
    expect(words.match(/abc0/g)).toHaveLength(2)
    expect(words).toContain('Download them in Zuora: Finance &gt; Accounting Periods &gt; Oct 2026')
  })

  test.each([
    ['arRollForwardDetailExport', 'AR roll-forward'],
    ['accountsReceivableAccountAgingDetailExport', 'AR aging by account'],
    ['accountsReceivableInvoiceAgingDetailExport', 'AR aging by invoice'],
    ['accountsReceivableDebitMemoAgingDetailExport', 'AR aging by debit memo'],
    ['fxRealizedGainAndLossDetailExport', 'FX realized gain and loss'],
    ['fxUnrealizedGainAndLossDetailExport', 'FX unrealized gain and loss'],
    ['unprocessedCharges', 'Unprocessed charges'],
    ['somethingNewExport', 'somethingNewExport'],
  ])('calls %s “%s”', (report, name) => {
    expect(replyTo(listed({ reports: [measured(report, 5000)] }))).toContain(`• ${name}: 5.0 kB, 124 rows`)
  })

  test('with names that have markup in them, none of it counts', () => {
    const period = { ...samplePeriod({ name: 'Apr *stars* `x`' }), endDate: '2026-10-31' }
    const message = reportsReply(listed({ period, reports: [measured('```evil', 5000)] }), label)
    checkMessage(message)
    const words = markupIn(message).join('\n')
    expect(words).not.toMatch(/\*Apr|_Finance/)
    expect(words.match(/```/g)).toHaveLength(2)
  })

  test('says what could not be measured', () => {
    const late = { report: 'aging', fileId: 'f', kind: 'not-measured', because: 'not read within 90 s' } as const
    expect(replyTo(listed({ reports: [late] }))).toContain('• aging: not measured (not read within 90 s)')
  })

  test('says that there are none yet', () => {
    expect(replyTo(listed({ reports: [] }))).toContain('has no reports yet: a trial balance makes them.')
  })

  test('says what was attached where, and what was not', () => {
    const files = [
      { report: 'revenueDetailCsv', because: null },
      { report: 'revenueDetailExcel', because: 'it is larger than 100 MB' },
    ]
    const words = replyTo(listed({ attached: { link: 'https://example.slack.com/archives/C/p1', files } }))
    expect(words).toContain('Attached <https://example.slack.com/archives/C/p1|in this thread>: 1 of 2.')
    expect(words).toContain('Not attached: Revenue detail (Excel) (it is larger than 100 MB).')
  })

  test('says who may, to those who may not', () => {
    const answer = {
      kind: 'may-not-read',
      because: 'not-in-policy',
      ask: ['U0ALICE', 'S0FINANCE'],
      entityName: 'Example US',
    } as const
    expect(replyTo(answer)).toContain('Ask <@U0ALICE> or <!subteam^S0FINANCE>, who can show it to you')
  })
})

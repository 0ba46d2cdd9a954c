import { expect, test } from 'vitest'
import type { DatedPeriod } from '../../../../src/domain/period-reference.ts'
import { calendarPage } from '../../../../src/domain/reading/calendar-page.ts'
import { periodForm } from '../../../../src/slack/messages/forms/period-form.ts'
import { listReply } from '../../../../src/slack/messages/periods/list.ts'
import { reportsReply } from '../../../../src/slack/messages/periods/reports.ts'
import { showReply } from '../../../../src/slack/messages/periods/show.ts'
import { whyReply } from '../../../../src/slack/messages/periods/why.ts'
import { cardMessage } from '../../../../src/slack/messages/request/card.ts'
import { outcomeMessage } from '../../../../src/slack/messages/request/outcome/outcome.ts'
import { statusMessage } from '../../../../src/slack/messages/request/status.ts'
import type { FormPrepared } from '../../../../src/usecases/forms/prepare-form.ts'
import { sampleCreate, sampleDates, sampleEdit } from '../../../support/forms.ts'
import { sampleEntity } from '../../../support/sample-entity.ts'
import { noneFound, samplePeriod, sampleRequest } from '../../../support/sample-request.ts'
import { markupIn } from './check-message.ts'

const name = 'Apr *stars* 2026'
const label = () => 'Example *US*'
const period: DatedPeriod = { ...samplePeriod({ name }), endDate: '2026-10-31' }
const entity = sampleEntity()
const request = sampleRequest({
  period: { id: 'p', name, startDate: '2026-10-01', endDate: '2026-10-31' },
  fields: { name, fiscalQuarter: 2 },
})
const ended = { ...request, status: 'finished', outcome: { kind: 'succeeded' } } as const
const page = calendarPage({ show: 'all', fiscalYear: null, page: null }, [period], {
  calendar: [period],
  today: '2026-11-20',
  entity,
  underWay: new Map(),
})
const counts = { periods: 1, notClosed: 1, earliest: name, older: 0, fiscalYears: [] }
const nothingElse = { kind: 'reasons', reasons: [], inFlight: null, offered: [], earlier: null, mayNot: null } as const
const where = { label, channel: 'C0HERE' }
const isSection = <T extends { type: string }>(block: T): block is Extract<T, { type: 'section' }> =>
  block.type === 'section'
const sectionsOf = (prepared: FormPrepared) => ({
  text: '',
  blocks: periodForm(prepared, where).blocks.filter(isSection),
})

const messages = {
  status: statusMessage(request, null, label),
  card: cardMessage(request, { asked: ['U0BOB'], escalated: [], acting: [] }, label),
  outcome: outcomeMessage(ended, label),
  list: listReply({ kind: 'listed', entity, page, of: counts }, label),
  show: showReply(
    { kind: 'shown', entity, period, reasons: [], scans: noneFound, requests: [], exceptions: [], offered: [] },
    label,
  ),
  why: whyReply({ ...nothingElse, entity, period }, label),
  reports: reportsReply(
    {
      kind: 'listed',
      entity,
      period,
      reports: [{ report: 'a', fileId: 'f', kind: 'not-measured', because: 'late' }],
      attached: null,
    },
    label,
  ),
  'form of a new period': sectionsOf(sampleCreate({ last: period })),
  'form of a period': sectionsOf(sampleEdit({ period })),
  'form of dates': sectionsOf(sampleDates({ period, next: period })),
}

/** Stars that came from outside have a space as thin as a hair on either side. */
const foreign = '\u200A*\u200A'

test.each(Object.entries(messages))('%s: what is bold is ours alone', (_what, message) => {
  const lines = markupIn(message).flatMap((text) => text.replaceAll(/`[^`]*`/g, '').split('\n'))
  expect(lines.some((line) => line.includes(foreign))).toBe(true)
  for (const line of lines) expect(line.replaceAll(foreign, '§')).not.toMatch(/\*[^*]*§[^*]*\*/)
})

test('a quarter is written as the form writes it', () => {
  expect(markupIn(messages.outcome).join('\n')).toContain('*Fiscal quarter:* Q2')
})

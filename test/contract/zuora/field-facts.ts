import { expect } from 'vitest'
import type { Fact } from './fact.ts'

/** How a period is shown, and how the client reads it. */
export const fieldFacts: readonly Fact[] = [
  {
    rule: 'name: unique, at most 100 characters',
    fact: '100 characters are taken, and mrkdwn and an emoji stay as they are',
    needs: 'writing',
    async check({ periods, nextMonth, created }) {
      const fields = await nextMonth()
      const name = `<!channel> *${fields.startDate}* 📘 `.padEnd(100, '.')
      const id = await created({ ...fields, name })
      expect(await periods.retrieve(id)).toMatchObject({ name })
    },
  },
  {
    rule: 'notes: at most 255 characters, nullable',
    fact: '255 characters are taken; none is null',
    needs: 'writing',
    async check({ periods, nextMonth, created }) {
      const fields = await nextMonth()
      const id = await created({ ...fields, notes: 'n'.repeat(255) })
      expect(await periods.retrieve(id)).toMatchObject({ notes: 'n'.repeat(255) })
    },
  },
  {
    rule: 'dates: yyyy-mm-dd',
    fact: 'every date of every period is one',
    needs: 'reading',
    async check({ periods }) {
      for (const { startDate, endDate } of await periods.list()) {
        expect(startDate).toMatch(/^\d{4}-\d\d-\d\d$/)
        expect(endDate ?? startDate).toMatch(/^\d{4}-\d\d-\d\d$/)
      }
    },
  },
  {
    rule: 'the open-ended period: endDate null, fiscalYear 0',
    fact: 'there is at most one for each organisation, and it is the last',
    needs: 'reading',
    async check({ periods }) {
      const openEnded = (await periods.list()).filter(({ endDate }) => endDate === null)
      expect(openEnded.map(({ fiscalYear }) => fiscalYear)).toEqual(openEnded.map(() => 0))
    },
  },
  {
    rule: 'status: listed in prose; unknown values are possible',
    fact: 'one that is not documented is unknown, in its own word',
    needs: 'stand-in',
    async check({ named, control }) {
      await control('POST periods/Oct%202026', { shownStatus: 'Archived' })
      expect(await named('Oct 2026')).toMatchObject({ status: 'Unknown', statusText: 'Archived' })
    },
  },
  {
    rule: 'fiscal year and quarter: number or text, two names',
    fact: 'an earlier version sends text and another name, and is read the same',
    needs: 'stand-in',
    async check({ named, send }) {
      const { id } = await named('Oct 2026')
      expect(await named('Oct 2026')).toMatchObject({ fiscalYear: 2026, fiscalQuarter: 4 })
      const earlier = await send(`GET /v1/accounting-periods/${id}`, { headers: { 'zuora-version': '2024-05-20' } })
      expect(earlier.body).toMatchObject({ fiscalYear: '2026', fiscal_quarter: 4 })
    },
  },
  {
    rule: 'createdBy, updatedBy: ids of users',
    fact: 'every period has them',
    needs: 'reading',
    async check({ periods }) {
      for (const period of await periods.list()) {
        expect(period.createdBy).toMatch(/^\w+$/)
        expect(period.updatedBy).toMatch(/^\w+$/)
      }
    },
  },
  {
    rule: 'organizationLabels: names repeat across organisations',
    fact: 'under Multi-Org each organisation has its October',
    needs: 'stand-in',
    async check({ periods, control }) {
      await control('POST organizations', { name: 'AMER', periods: 'unlabeled' })
      await control('POST organizations', { name: 'EMEA' })
      const october = (await periods.list()).filter(({ name }) => name === 'Oct 2026')
      expect(october.map(({ organizationLabels }) => organizationLabels.join()).sort()).toEqual(['AMER', 'EMEA'])
    },
  },
  {
    rule: 'custom fields',
    fact: 'they do no harm',
    needs: 'stand-in',
    async check({ named, control }) {
      await control('POST periods/Oct%202026', { customFields: { Region__c: 'EMEA', Level__c: 3 } })
      expect(await named('Oct 2026')).toMatchObject({ status: 'Open' })
    },
  },
  {
    rule: 'fileIds: nullable',
    fact: 'every report has a name without the suffix, and an id',
    needs: 'reading',
    async check({ periods }) {
      for (const { reports } of await periods.list()) {
        for (const { report, fileId } of reports) {
          expect(report).not.toMatch(/FileId$/)
          expect(fileId).toMatch(/\w/)
        }
      }
      expect(await periods.list()).not.toEqual([])
    },
  },
  {
    rule: 'fileIds: nullable',
    fact: 'a completed trial balance offers some of the nine, by name',
    needs: 'stand-in',
    async check({ named }) {
      expect((await named('Sep 2026')).reports.map(({ report }) => report)).toEqual([
        'accountsReceivableAccountAgingDetailExport',
        'accountsReceivableInvoiceAgingDetailExport',
        'arRollForwardDetailExport',
        'revenueDetailCsv',
      ])
      expect((await named('Oct 2026')).reports).toEqual([])
    },
  },
  {
    rule: 'timestamps: a space, no zone',
    fact: 'they are kept as Zuora’s text',
    needs: 'reading',
    async check({ periods }) {
      const list = await periods.list()
      const texts = list.flatMap(({ createdOn, updatedOn, trialBalance: { start, end } }) => [
        createdOn,
        updatedOn,
        start,
        end,
      ])
      const wrong = texts.filter((text) => text !== null && !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text))
      expect(wrong).toEqual([])
    },
  },
]

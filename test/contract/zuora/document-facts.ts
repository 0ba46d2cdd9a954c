import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { documentKinds } from '../../../src/domain/documents/watermark.ts'
import type { Fact } from './fact.ts'

const october = { startDate: '2026-10-01', endDate: '2026-10-31' }
const report = (fileId: string) => ({ report: 'revenueDetailCsv', fileId })

/** What blocks a close, what changed since, and the reports. */
export const documentFacts: readonly Fact[] = [
  {
    rule: 'Object Query: the six required items, by status and date',
    fact: 'each scan is counted, or says why not',
    needs: 'reading',
    async check({ blockers }) {
      const scans = await blockers.scan(october)
      // A tenant without Invoice Settlement has no memos.
      const due = scans.filter(({ item }) => !item.endsWith('-memos'))
      expect(due.map(({ kind }) => kind)).toEqual(due.map(() => 'counted'))
      expect(scans).toHaveLength(6)
    },
  },
  {
    rule: 'Object Query: the six required items, by status and date',
    fact: 'what is dated in the period counts, and nothing else',
    needs: 'stand-in',
    async check({ blockers, control }) {
      await control('POST documents', { item: 'processing-refunds', period: 'Oct 2026', count: 1 })
      await control('POST documents', { item: 'draft-debit-memos', period: 'Nov 2026', count: 4 })
      expect(await blockers.scan(october)).toMatchObject([
        { item: 'draft-invoices', kind: 'counted', count: 0, more: false },
        { item: 'draft-payments', kind: 'counted', count: 0, more: false },
        { item: 'processing-payments', kind: 'counted', count: 0, more: false },
        { item: 'processing-refunds', kind: 'counted', count: 1, more: false },
        { item: 'draft-credit-memos', kind: 'counted', count: 0, more: false },
        { item: 'draft-debit-memos', kind: 'counted', count: 0, more: false },
      ])
    },
  },
  {
    rule: 'Object Query: pageSize at most 99, cursor from nextPage',
    fact: '230 draft invoices are counted over three pages',
    needs: 'stand-in',
    async check({ blockers, control, client }) {
      await control('POST documents', { item: 'draft-invoices', period: 'Oct 2026', count: 230 })
      expect((await blockers.scan(october))[0]).toMatchObject({ count: 230, more: false })
      await expect(client.read('/object-query/invoices', { pageSize: '100' })).rejects.toMatchObject({
        name: 'ZuoraRefused',
      })
    },
  },
  {
    rule: 'Object Query: a filter it does not know is category 27',
    fact: 'it is refused',
    needs: 'reading',
    async check({ client }) {
      const query = { 'filter[]': ['nosuchfield.EQ:1'], pageSize: '1' }
      await expect(client.read('/object-query/invoices', query)).rejects.toMatchObject({
        name: 'ZuoraRefused',
        code: expect.stringMatching(/27$/),
      })
    },
  },
  {
    rule: 'Object Query: sorts and filters by updateddate',
    fact: 'invoices and payments have a watermark, and nothing is newer than it',
    needs: 'reading',
    async check({ documents }) {
      // Long ago: nobody changes these while this runs.
      const past = { startDate: '2015-01-01', endDate: '2015-12-31' }
      const marks = (await documents.watermarks(past)).slice(0, 2)
      expect(marks.map(({ kind }) => kind)).toEqual(['seen', 'seen'])
      const changed = await documents.changedSince(past, marks)
      expect(changed.map((one) => one.kind === 'counted' && one.count)).toEqual([0, 0])
    },
  },
  {
    rule: 'Object Query: sorts and filters by updateddate',
    fact: 'four changed invoices are four, and other kinds none',
    needs: 'stand-in',
    async check({ documents, control, wait }) {
      const marks = await documents.watermarks(october)
      expect(marks.map(({ documents: kind }) => kind)).toEqual([...documentKinds])
      expect(marks[0]).toMatchObject({ kind: 'seen', count: 3, more: false, newest: expect.any(String) })
      wait(60)
      await control('POST documents/changes', { object: 'invoices', period: 'Oct 2026', count: 4 })
      const changed = await documents.changedSince(october, marks)
      expect(changed.map((one) => one.kind === 'counted' && one.count)).toEqual([4, 0, 0, 0, 0])
    },
  },
  {
    rule: 'Object Query: sorts and filters by updateddate',
    fact: 'an object that cannot is not checked, and the others are',
    needs: 'stand-in',
    async check({ documents, control }) {
      await control('POST settings', { withoutUpdatedDate: ['refunds'] })
      const marks = await documents.watermarks(october)
      expect(marks.filter(({ kind }) => kind === 'not-checked')).toMatchObject([{ documents: 'refunds' }])
    },
  },
  {
    rule: 'files: the report as it is',
    fact: 'it is measured compressed as it is read whole',
    needs: 'stand-in',
    async check({ reports, named }) {
      const files = (await named('Sep 2026')).reports
      const facts = await reports.measure(files)
      expect(facts.map(({ kind }) => kind)).toEqual(files.map(() => 'measured'))
      for (const [index, { fileId }] of files.entries()) {
        const { bytes, content } = await reports.open(fileId)
        const hash = createHash('sha256')
        for await (const chunk of content) hash.update(chunk)
        expect(facts[index]).toMatchObject({ bytes, sha256: hash.digest('hex'), rows: expect.any(Number) })
      }
    },
  },
  {
    rule: 'files: the report as it is',
    fact: 'one that is not there is not measured',
    needs: 'reading',
    async check({ reports }) {
      const [facts] = await reports.measure([report('8ad0000000000000000000000000dead')])
      expect(facts).toMatchObject({ kind: 'not-measured' })
    },
  },
  {
    rule: 'files: over 2,047 MB is 403',
    fact: 'it is not measured, and says so',
    needs: 'stand-in',
    async check({ reports, named, control }) {
      const files = (await named('Sep 2026')).reports
      await control('POST file-troubles', { file: 'revenueDetailCsvFileId', kind: 'too-large' })
      expect((await reports.measure(files)).filter(({ kind }) => kind === 'not-measured')).toMatchObject([
        { report: 'revenueDetailCsv', because: 'Zuora refused (HTTP 403), as it does for files over 2,047 MB' },
      ])
    },
  },
]

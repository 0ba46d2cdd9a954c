import { expect, test } from 'vitest'
import { verifyExport } from '../../src/domain/evidence/verify/verify-export.ts'
import { createEvidenceWorld } from '../support/evidence/evidence-world.ts'
import { made } from '../support/evidence/sample-exports.ts'
import { sha256 } from '../support/fake-requests.ts'

test('the control test is in the export of every fiscal year, with its results, and in that of no period', async () => {
  const world = createEvidenceWorld()
  const request = await world.ask('close', null)
  await world.decide(request, 'U0BOB')
  await world.decide(request, 'U0CAROL')
  await world.untilTold(request)
  await world.controlTest()
  const ofPeriod = await made(world, { kind: 'period', reference: 'Oct 2026' })
  const ofYear = await made(world, { kind: 'fiscal-year', fiscalYear: 2026 })
  expect(ofPeriod.records.map(({ reference }) => reference)).toEqual(['US-0001'])
  expect(ofYear.records.map(({ reference }) => reference)).toEqual(['US-0001', 'US-0002'])
  const sealed = ofYear.records[1]?.entries.at(-1)
  expect(sealed?.entry.details.results).toHaveLength(7)
  expect(ofYear.records[1]?.head).toBe(sealed?.hash)
  const anchors = { heads: [sealed?.hash ?? ''], digest: null }
  expect(verifyExport(ofYear, anchors, sha256).findings).toEqual([])
  const without = { ...ofYear, records: ofYear.records.slice(0, 1) }
  expect(verifyExport(without, anchors, sha256).findings).toContain(
    'The record of US-0002 belongs into this export and is missing.',
  )
})

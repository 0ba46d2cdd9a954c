import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyExport } from '../../src/domain/evidence/verify/verify-export.ts'
import { createFilings } from '../../src/store/filings/filings.ts'
import { createPolicyTexts } from '../../src/store/filings/kept-policies.ts'
import { createRegister } from '../../src/store/register/register.ts'
import { createRegisterReader } from '../../src/store/register/register-reader.ts'
import { createRefusedClicks } from '../../src/store/requests/refused-clicks.ts'
import { makeExport } from '../../src/usecases/record/make-export.ts'
import { sha256 } from '../support/fake-requests.ts'
import { names, openOwnTable } from '../support/own-table.ts'
import { alice, sampleDraft } from '../support/sample-request.ts'
import { recording } from './requests-contract.ts'

let table: Awaited<ReturnType<typeof openOwnTable>>
let dynamodb: DynamoDBClient

beforeAll(async () => {
  table = await openOwnTable()
  dynamodb = table.dynamodb
})
afterAll(() => table.close())

test('the whole register is read, of more than one page, in order, without counters and other entities; and its export verifies', async () => {
  const register = createRegister(dynamodb, names, recording)
  const filings = createFilings(dynamodb, names, recording)
  const clicks = createRefusedClicks(dynamodb, names)
  // DynamoDB answers with 1 MB at a time.
  const note = 'x'.repeat(150_000)
  for (let number = 1; number <= 9; number += 1) {
    const details = { action: 'close', period: sampleDraft().period, note }
    const draft = sampleDraft({ messageId: `m${number}`, note, details, policyHash: 'p' })
    const made = await register.create(draft)
    await clicks.countRefusedClick(made, 'U0MALLORY', 'not-an-approver')
  }
  await register.create(sampleDraft({ entity: 'eu', messageId: 'other' }))
  const about = { kind: 'baseline', periods: [] } as const
  const filing = { entity: 'us', messageId: 'filed', periodId: null, about, status: 'closed', by: null } as const
  await filings.file({ ...filing, at: '2026-11-04T15:00:00.000Z' })

  const reader = createRegisterReader(dynamodb, names)
  const all = await reader.all('us')
  expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(all.map((one) => 'about' in one)).toEqual([...Array(9).fill(false), true])

  const made = await makeExport(
    { entity: { key: 'us', name: 'Example US' }, wanted: { kind: 'period', reference: 'Oct 2026' }, by: alice },
    {
      register: reader,
      policies: createPolicyTexts(dynamodb, names),
      now: () => new Date('2026-11-05T09:00:00.000Z'),
      hash: sha256,
      program: '0.1.0',
      retainYears: 8,
    },
  )
  const evidence = made.kind === 'made' ? made.evidence : undefined
  expect(evidence?.records).toHaveLength(10)
  expect(verifyExport(evidence, { heads: [], digest: null }, sha256).findings).toEqual([])
}, 60_000)

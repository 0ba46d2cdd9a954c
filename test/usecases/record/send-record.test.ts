import { expect, test } from 'vitest'
import type { RecordSent } from '../../../src/usecases/ports/telling/direct-files.ts'
import { sendRecord } from '../../../src/usecases/record/send-record.ts'
import { sampleDraft, samplePeriod } from '../../support/sample-request.ts'
import { createRecordWorld } from './record-world.ts'

const { period } = sampleDraft()

async function createWorld(refused: string | null = null) {
  const world = createRecordWorld([samplePeriod({ status: 'Closed' })])
  const request = await world.requests.create(sampleDraft())
  const outcome = { kind: 'succeeded' } as const
  await world.requests.write(request, { outcome, status: 'finished' }, [
    { at: '2026-11-04T15:00:00.000Z', kind: 'outcome', by: null, details: { outcome } },
  ])
  const sent: { personId: string; sent: RecordSent }[] = []
  const claimed = new Set<string>()
  const ports = {
    ...world.ports,
    directFiles: {
      send: async (personId: string, what: RecordSent) => {
        sent.push({ personId, sent: what })
        return refused
      },
    },
    answered: { claimOnce: async (id: string) => !claimed.has(id) && claimed.add(id) !== undefined },
  }
  const ask = (reference: string, personId = 'U0ALICE', messageId = `${reference} ${personId}`) =>
    sendRecord({ kind: 'export', reference, personId, channel: 'C0CLOSE', entity: null, messageId }, ports)
  return { ...world, sent, ask }
}

test.each(['Oct 2026', '2026-10', period.id ?? ''])('a period, named %s', async (reference) => {
  const { ask, sent, requests } = await createWorld()
  expect(await ask(reference)).toMatchObject({ kind: 'sent' })
  const [record] = sent[0]?.sent.evidence.records ?? []
  expect(sent[0]?.personId).toBe('U0ALICE')
  expect(record).toMatchObject({ reference: 'US-0001', state: 'sealed' })
  expect(record?.head).toBe(requests.all()[0]?.chain.at(-1))
})

test('a fiscal year, whose periods Zuora names', async () => {
  const { ask, sent } = await createWorld()
  expect(await ask('FY2026')).toMatchObject({ kind: 'sent' })
  expect(sent[0]?.sent.evidence.header.scope).toMatchObject({ kind: 'fiscal-year', fiscalYear: 2026 })
  expect(sent[0]?.sent.evidence.records).toHaveLength(1)
  expect(await ask('FY1999')).toMatchObject({ kind: 'not-recorded', candidates: ['FY2026'] })
})

test('one message sends files once, however often it is delivered', async () => {
  const { ask, sent } = await createWorld()
  expect(await ask('Oct 2026', 'U0ALICE', 'm1')).toMatchObject({ kind: 'sent' })
  expect(await ask('Oct 2026', 'U0ALICE', 'm1')).toMatchObject({ kind: 'begun' })
  expect(sent).toHaveLength(1)
})

test('what Slack does not take is told', async () => {
  const { ask } = await createWorld('Slack refused (missing_scope)')
  expect(await ask('Oct 2026')).toEqual({ kind: 'not-sent', because: 'Slack refused (missing_scope)' })
})

test('to an auditor who is a guest; to nobody whom the policy does not name', async () => {
  const { ask, sent } = await createWorld()
  expect(await ask('Oct 2026', 'U0AUDIT')).toMatchObject({ kind: 'sent' })
  expect(await ask('Oct 2026', 'U0ERIN')).toMatchObject({ kind: 'may-not-read', ask: ['U0ALICE'] })
  expect(sent.map(({ personId }) => personId)).toEqual(['U0AUDIT'])
})

test('a name that two deleted periods had: which of them is asked', async () => {
  const { ask, requests } = await createWorld()
  const dec = { id: 'dec', name: 'Dec 2026', startDate: '2026-12-01', endDate: '2026-12-31' }
  await requests.create(sampleDraft({ action: 'delete', period: dec, messageId: 'm8' }))
  await requests.create(sampleDraft({ action: 'delete', period: { ...dec, id: 'dec-2' }, messageId: 'm9' }))
  expect(await ask('Dec 2026')).toEqual({ kind: 'which-period', name: 'Dec 2026', ids: ['dec', 'dec-2'] })
  expect(await ask('dec-2')).toMatchObject({ kind: 'sent' })
})

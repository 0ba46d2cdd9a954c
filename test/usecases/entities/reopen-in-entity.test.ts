import { expect, test } from 'vitest'
import { requestAction } from '../../../src/usecases/request-action.ts'
import { askingPorts } from '../../support/asking-ports.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { samplePeriod } from '../../support/sample-request.ts'

const october = samplePeriod({ status: 'Closed', statusText: 'Closed' })
const november = { startDate: '2026-11-01', endDate: '2026-11-30', status: 'Open', statusText: 'Open' } as const
const calendar = [october, samplePeriod({ id: 'november', name: 'Nov 2026', ...november })]
const list = async () => calendar

/** Two entities; only the channel of the first belongs to one alone. */
async function reopen(reference: string, channel = 'C0US') {
  const periods = { ...sampleEntity().periods, list }
  const entities = [
    sampleEntity({ key: 'us', channel: 'C0US', periods }),
    sampleEntity({ key: 'eu', channel: 'C0EU', periods }),
  ]
  const ports = askingPorts({ entities, actions: { reopen: { approvals: 1 } }, now: '2026-12-02T15:00:00Z' })
  const asked = { action: 'reopen', entity: null, note: null, personId: 'U0ALICE', messageId: 'm1' } as const
  const answer = await requestAction({ ...asked, reference, channel }, ports)
  if (answer.kind !== 'started') return answer.kind
  const { entity, period, note } = answer.request
  return { entity, period: period.name, note }
}

test('“in eu” right behind the period names the entity, wherever it is said', async () => {
  const eu = { entity: 'eu', period: 'Oct 2026', note: 'late invoice' }
  expect(await reopen('Oct 2026 in eu late invoice')).toEqual(eu)
  expect(await reopen('2026-10 in eu because: late invoice', 'C0OTHER')).toEqual(eu)
})

test('“in eu” at the end of the reason is the reason’s: the channel decides, and otherwise it is asked', async () => {
  const us = { entity: 'us', period: 'Oct 2026', note: 'late invoice in eu' }
  expect(await reopen('Oct 2026 late invoice in eu')).toEqual(us)
  expect(await reopen('Oct 2026 late invoice in eu', 'C0OTHER')).toBe('which-entity')
})

test('“in error” is a reason', async () => {
  expect(await reopen('Oct 2026 in error')).toEqual({ entity: 'us', period: 'Oct 2026', note: 'in error' })
})

test('a reason is needed behind the entity, too', async () => {
  expect(await reopen('Oct 2026 in eu')).toBe('reason-missing')
})

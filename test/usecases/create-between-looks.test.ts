import { expect, test } from 'vitest'
import { humanUser } from '../support/fake-zuora.ts'
import { samplePeriod } from '../support/sample-request.ts'
import { createWorkflowWorld } from './workflow-world.ts'

const dates = { startDate: '2026-11-01', endDate: '2026-11-30' }
const october = samplePeriod({ status: 'Open', statusText: 'Open' })
const november = samplePeriod({ ...october, id: 'november', name: 'Nov 2026', ...dates, createdBy: humanUser })

test('somebody made the same period between the two looks of a turn: that is told, and nothing is asked', async () => {
  const fields = { name: 'Nov 2026', ...dates, fiscalYear: 2026 }
  const period = { id: null, name: 'Nov 2026', ...dates }
  const world = await createWorkflowWorld({ action: 'create', approvalsNeeded: 0, lockTaken: true, period, fields })
  const looks = [[october], [october, november]]
  const [entity] = world.ports.rules.entities
  Object.assign(entity ?? {}, { periods: { ...world.zuora.periods, list: async () => looks.shift() ?? [] } })
  expect(await world.advance()).toEqual({ kind: 'announce' })
  expect(world.now().outcome).toMatchObject({ kind: 'overtaken', because: { kind: 'done-by-others' } })
  expect(world.now().period.id).toBe('november')
  expect(world.zuora.asks).toEqual([])
})

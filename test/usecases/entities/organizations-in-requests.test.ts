import { expect, test } from 'vitest'
import { requestAction } from '../../../src/usecases/request-action.ts'
import { requestChange } from '../../../src/usecases/request-change.ts'
import { requestRange } from '../../../src/usecases/request-range.ts'
import { askingPorts } from '../../support/asking-ports.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { samplePeriod } from '../../support/sample-request.ts'

const open = { status: 'Open', statusText: 'Open' } as const
const september = { name: 'Sep 2026', startDate: '2026-09-01', endDate: '2026-09-30', ...open }
const of = (organization: string) => [
  samplePeriod({ ...open, id: `oct-${organization}`, organizationLabels: [organization] }),
  samplePeriod({ ...september, id: `sep-${organization}`, organizationLabels: [organization] }),
]

function world(calendar = [...of('Europe'), ...of('Asia')]) {
  const periods = { ...sampleEntity().periods, list: async () => calendar }
  const actions = {
    close: { approvals: 1 },
    'trial-balance': { approvals: 0 },
    create: { approvals: 0 },
    update: { approvals: 0 },
  }
  return askingPorts({ entities: [sampleEntity({ periods })], actions })
}

const from = { entity: null, note: null, personId: 'U0ALICE', channel: 'C0CLOSE', messageId: 'm1' }

test('a request of a period whose name repeats says whose it is, from the first message to the last', async () => {
  const answer = await requestAction({ ...from, action: 'trial-balance', reference: '2026-10 (Asia)' }, world())
  expect(answer).toMatchObject({ kind: 'started', request: { period: { id: 'oct-Asia', name: 'Oct 2026 (Asia)' } } })
  const alone = await requestAction({ ...from, action: 'trial-balance', reference: 'Oct 2026' }, world(of('Asia')))
  expect(alone).toMatchObject({ kind: 'started', request: { period: { id: 'oct-Asia', name: 'Oct 2026' } } })
})

test('a change of it too, and what stands in the way of that', async () => {
  const update = { ...from, entity: 'us', action: 'update', periodId: 'oct-Asia' } as const
  expect(await requestChange({ ...update, fields: { fiscalYear: 2027 } }, world())).toMatchObject({
    kind: 'started',
    request: { period: { id: 'oct-Asia', name: 'Oct 2026 (Asia)' }, fields: { fiscalYear: 2027 } },
  })
  expect(await requestChange({ ...update, fields: { name: 'Sep 2026' } }, world())).toMatchObject({
    kind: 'obstacles',
    period: { name: 'Oct 2026 (Asia)' },
  })
})

test('what stands in the way of it is named the same way', async () => {
  const answer = await requestAction({ ...from, action: 'close', reference: 'Oct 2026 (Asia)' }, world())
  expect(answer).toMatchObject({
    kind: 'obstacles',
    period: { name: 'Oct 2026 (Asia)' },
    obstacles: [{ kind: 'earlier-not-closed', periods: [{ name: 'Sep 2026 (Asia)' }] }],
  })
})

test('a range is of one organisation', async () => {
  const ofAsia = await requestRange({ ...from, from: 'Sep 2026 (Asia)', to: 'Oct 2026 (Asia)' }, world())
  expect(ofAsia).toMatchObject({
    kind: 'started',
    request: {
      period: { name: 'Sep 2026 (Asia) to Oct 2026 (Asia)' },
      range: [
        { periodId: 'sep-Asia', name: 'Sep 2026 (Asia)' },
        { periodId: 'oct-Asia', name: 'Oct 2026 (Asia)' },
      ],
    },
  })
  const mixed = await requestRange({ ...from, from: 'Sep 2026 (Asia)', to: 'Oct 2026 (Europe)' }, world())
  expect(mixed.kind).toBe('two-organizations')
})

test('where all periods are of one organisation, a new one is too', async () => {
  const fields = { name: 'Nov 2026', startDate: '2026-11-01', endDate: '2026-11-30', fiscalYear: 2026 }
  const create = { ...from, entity: 'us', action: 'create', periodId: null, fields } as const
  expect(await requestChange(create, world(of('Asia')))).toMatchObject({
    kind: 'started',
    request: { fields: { ...fields, organizationLabels: ['Asia'] } },
  })
  expect(await requestChange(create, world())).toMatchObject({
    kind: 'obstacles',
    obstacles: [{ kind: 'which-organization', organizations: ['Europe', 'Asia'] }],
  })
})

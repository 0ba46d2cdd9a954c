import { expect, test } from 'vitest'
import { requestAction } from '../../src/usecases/request-action.ts'
import { type ChangeAsked, requestChange } from '../../src/usecases/request-change.ts'
import { askingPorts } from '../support/asking-ports.ts'
import { sampleEntity } from '../support/sample-entity.ts'
import { samplePeriod } from '../support/sample-request.ts'

const open = { status: 'Open', statusText: 'Open' } as const
const month = (id: string, name: string, startDate: string, endDate: string) =>
  samplePeriod({ ...open, id, name, startDate, endDate })
const calendar = [
  month('october', 'Oct 2026', '2026-10-01', '2026-10-31'),
  month('november', 'Nov 2026', '2026-11-01', '2026-11-30'),
  month('december', 'Dec 2026', '2026-12-01', '2026-12-31'),
]

function world(periods = calendar) {
  const rule = { approvals: 0 }
  const actions = { update: rule, 'update-dates': rule, create: rule, delete: rule, 'trial-balance': rule }
  const entities = [sampleEntity({ periods: { ...sampleEntity().periods, list: async () => periods } })]
  return askingPorts({ entities, actions })
}

const from = { entity: 'us', personId: 'U0ALICE', channel: 'C0CLOSE', messageId: 'm1' }
const everything = { name: 'New', startDate: '2026-10-02', endDate: '2026-11-15', notes: 'audited' }

test.each([
  ['update', { name: 'New', notes: 'audited' }],
  ['update-dates', { endDate: '2026-11-15' }],
] as const)(
  'a submission of %s that carries more than its form has changes only what is its own',
  async (action, own) => {
    const fields = action === 'update' ? everything : { endDate: '2026-11-15', name: 'New', notes: 'audited' }
    const answer = await requestChange({ ...from, action, periodId: 'november', fields }, world())
    expect(answer).toMatchObject({ kind: 'started' })
    expect(answer.kind === 'started' && answer.request.fields).toEqual(own)
  },
)

test('dates that come with an edit change nothing', async () => {
  const edit: ChangeAsked = { ...from, action: 'update', periodId: 'november', fields: { endDate: '2026-11-15' } }
  expect(await requestChange(edit, world())).toMatchObject({
    kind: 'obstacles',
    obstacles: [{ kind: 'nothing-to-change' }],
  })
})

test('an organisation that the calendar does not know is not sent', async () => {
  const fields = { name: 'Jan 2027', startDate: '2027-01-01', endDate: '2027-01-31', fiscalYear: 2027 }
  const asked = {
    ...from,
    action: 'create',
    periodId: null,
    fields: { ...fields, organizationLabels: ['Evil'] },
  } as const
  const ofAsia = calendar.map((period) => ({ ...period, organizationLabels: ['Asia'] }))
  const answer = await requestChange(asked, world(ofAsia))
  expect(answer.kind === 'started' && answer.request.fields?.organizationLabels).not.toContain('Evil')
})

test('while the dates of the period before it are being changed, nothing else is asked of a period: its start moves', async () => {
  const ports = world()
  const dates = { ...from, action: 'update-dates', periodId: 'november', fields: { endDate: '2026-11-15' } } as const
  expect(await requestChange(dates, ports)).toMatchObject({ kind: 'started', request: { neighbourId: 'december' } })
  const next = { ...from, messageId: 'm2', periodId: 'december' }
  const notes = await requestChange({ ...next, action: 'update', fields: { notes: 'x' } }, ports)
  expect(notes).toMatchObject({ kind: 'in-flight', request: { number: 1 } })
  const run = { ...from, messageId: 'm3', action: 'trial-balance', reference: 'Dec 2026', note: null } as const
  expect(await requestAction(run, ports)).toMatchObject({ kind: 'in-flight', request: { number: 1 } })
  const before = { ...from, messageId: 'm4', action: 'trial-balance', reference: 'Oct 2026', note: null } as const
  expect(await requestAction(before, ports)).toMatchObject({ kind: 'started' })
})

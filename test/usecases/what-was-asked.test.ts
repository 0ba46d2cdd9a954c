import { expect, test } from 'vitest'
import { requestAction } from '../../src/usecases/request-action.ts'
import { requestRange } from '../../src/usecases/request-range.ts'
import { setBackToOpen } from '../../src/usecases/set-back-to-open.ts'
import { askingPorts } from '../support/asking-ports.ts'
import { createFakePeople } from '../support/fake-people.ts'
import { sampleEntity } from '../support/sample-entity.ts'
import { alice, bob, sampleDraft, samplePeriod } from '../support/sample-request.ts'

const open = { status: 'Open', statusText: 'Open' } as const
const september = samplePeriod({
  ...open,
  id: 'september',
  name: 'Sep 2026',
  startDate: '2026-09-01',
  endDate: '2026-09-30',
})
const october = samplePeriod({ ...open, id: 'october' })

function world(calendar = [september, october]) {
  const retrieve = async (id: string) => calendar.find((period) => period.id === id)
  const periods = { ...sampleEntity().periods, list: async () => calendar, retrieve }
  return askingPorts({ entities: [sampleEntity({ periods })], actions: { close: { approvals: 1 } } })
}

test('the first entry of a range’s record names every period that it is to close', async () => {
  const asked = { entity: null, note: null, personId: 'U0ALICE', channel: 'C0CLOSE', messageId: 'm1' }
  const answer = await requestRange({ ...asked, from: 'Sep 2026', to: 'Oct 2026' }, world())
  expect(answer).toMatchObject({
    kind: 'started',
    request: {
      log: [{ kind: 'asked', details: { range: [{ periodId: 'september' }, { periodId: 'october' }], earlier: null } }],
    },
  })
})

test('the first entry says who asked, why they might, and what they typed', async () => {
  const ports = world()
  const policy = { ...ports.rules.policyFor().policy, requesters: ['S0ACCOUNTING'] }
  ports.rules.policyFor = () => ({ policy, hash: 'p', text: '{}' })
  ports.people = createFakePeople([alice, bob], { S0ACCOUNTING: ['U0ALICE', 'U0DAVE'] })
  const typed = 'close Sep 2026'
  const asked = { entity: null, note: null, personId: 'U0ALICE', channel: 'C0CLOSE', messageId: 'm1', words: typed }
  const answer = await requestAction({ ...asked, action: 'close', reference: 'Sep 2026' }, ports)
  expect(answer).toMatchObject({
    kind: 'started',
    request: {
      log: [
        {
          kind: 'asked',
          by: alice,
          details: { words: typed, authority: { rule: 'S0ACCOUNTING', members: ['U0ALICE', 'U0DAVE'] } },
        },
      ],
    },
  })
})

test('setting back keeps the name by which the ended request told its period from the others', async () => {
  const pending = samplePeriod({ id: 'october', organizationLabels: ['Asia'] })
  const ports = world([pending])
  const accepted = { kind: 'accepted', at: '2026-11-04T14:00:05.000Z' } as const
  const ended = await ports.requests.create(
    sampleDraft({
      period: { id: 'october', name: 'Oct 2026 (Asia)', startDate: '2026-10-01', endDate: '2026-10-31' },
      status: 'finished',
      outcome: { kind: 'expired', waitedFor: 'approval' },
      periodAtEnd: pending,
      asks: {
        'pending-close': {
          at: '2026-11-04T14:00:00.000Z',
          times: 1,
          mayHaveBeenHeard: false,
          trialBalanceStartBefore: null,
          trialBalanceStart: null,
          answer: accepted,
        },
      },
    }),
  )
  const period = { id: 'october', name: 'Oct 2026 (Asia)', startDate: '2026-10-01', endDate: '2026-10-31' }
  const answer = await setBackToOpen(ended, { personId: 'U0ALICE', messageId: 'm2' }, ports)
  expect(answer).toMatchObject({ kind: 'started', request: { period } })
  const [first] = answer.kind === 'started' ? answer.request.log : []
  expect(first?.details.period).toEqual(period)
})

import { expect, test } from 'vitest'
import { requestAction } from '../../src/usecases/request-action.ts'
import { createFakeAnnouncer } from '../support/fake-announcer.ts'
import { createFakePeople } from '../support/fake-people.ts'
import { alice, bob } from '../support/sample-request.ts'
import { accepted, bot, createReconcileWorld, periodOf, person } from './reconcile/reconcile-world.ts'

const policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB'],
  expireAfter: { kind: 'seconds', seconds: 60 } as const,
  actions: { close: { approvals: 1 } },
}

/** September was closed by a request; then others opened it in Zuora, and nothing has looked since. */
async function createWorld() {
  const world = createReconcileWorld([periodOf('Aug', { status: 'Closed' }), periodOf('Sep')])
  await world.locks.rememberIntegrationUser('us', bot)
  await world.look()
  world.set('Sep', { status: 'Closed', updatedBy: bot })
  await world.done('Sep', { action: 'close', asks: { close: accepted() } })
  await world.look()
  world.clock.pass(3600)
  world.set('Sep', { status: 'Open', updatedBy: person })
  const ports = {
    ...world.ports,
    people: createFakePeople([alice, bob]),
    announcer: createFakeAnnouncer(),
    workflow: { start: async () => {} },
    rules: {
      ...world.ports.rules,
      policyFor: () => ({ policy, hash: 'p', text: '{}' }),
      labelOf: () => 'Example US',
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
    },
  }
  const close = (messageId = 'm1') =>
    requestAction(
      {
        action: 'close',
        reference: 'Sep 2026',
        entity: null,
        note: null,
        personId: 'U0ALICE',
        channel: 'C0CLOSE',
        messageId,
      },
      ports,
    )
  return { ...world, ports, close }
}

test('what others reopened right before a close is asked for is filed with the request, and the request tells it', async () => {
  const world = await createWorld()
  expect(world.exceptions()).toEqual([])
  const answer = await world.close()
  const [exception] = world.exceptions()
  expect(exception).toMatchObject({ status: 'open', about: { was: { status: 'Closed' }, is: { status: 'Open' } } })
  expect(world.told.posted).toHaveLength(1)
  const reopenedOutside = { exception: exception?.number, acknowledgedBy: null }
  expect(answer).toMatchObject({ kind: 'started', request: { earlier: { closes: 1, reopenedOutside } } })
})

test('the next look, and the same message again, file nothing more', async () => {
  const world = await createWorld()
  await world.close()
  await world.close()
  await world.look()
  expect(world.exceptions()).toHaveLength(1)
  expect(world.requests.all().filter(({ messageId }) => messageId === 'm1')).toHaveLength(1)
})

test.each<[string, (world: Awaited<ReturnType<typeof createWorld>>) => unknown, number]>([
  ['the look', ({ seenPeriods }) => Object.assign(seenPeriods, { one: () => Promise.reject(new Error('lost')) }), 0],
  ['telling it', ({ told }) => Object.assign(told, { fails: new Error('lost') }), 1],
])('a failure of %s does not keep the request from starting', async (_what, breakDown, filed) => {
  const world = await createWorld()
  breakDown(world)
  const answer = await world.close()
  expect(answer).toMatchObject({ kind: 'started', request: { earlier: { closes: 1 } } })
  expect(world.logged).toEqual(['period-not-looked-at'])
  expect(world.exceptions()).toHaveLength(filed)
  expect(answer.kind === 'started' && answer.request.earlier?.reopenedOutside !== undefined).toBe(filed === 1)
})

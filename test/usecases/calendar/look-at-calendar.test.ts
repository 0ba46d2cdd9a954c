import { expect, test } from 'vitest'
import type { PeriodStatus } from '../../../src/domain/accounting-period.ts'
import { lookAfter } from '../../../src/usecases/calendar/look-after.ts'
import { lookAtCalendar } from '../../../src/usecases/calendar/look-at-calendar.ts'
import { asked } from '../../support/facts.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createFakeKeptCalendars } from '../../support/fake-kept-calendars.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { samplePeriod, sampleRequest } from '../../support/sample-request.ts'

/** October was Open, and was set to pending close five seconds ago. */
async function justLocked() {
  const clock = createFakeClock('2026-11-05T15:00:00.000Z')
  const zuora: { status: PeriodStatus } = { status: 'Open' }
  const list = async () => [samplePeriod({ status: zuora.status, statusText: zuora.status })]
  const entity = sampleEntity({ periods: { ...sampleEntity().periods, list } })
  const ports = {
    keptCalendars: createFakeKeptCalendars(),
    rules: { entities: [entity] },
    now: clock.now,
    log: () => undefined,
  }
  const look = () => lookAtCalendar(entity, ports)
  await look()
  clock.pass(60)
  zuora.status = 'PendingClose'
  await look()
  clock.pass(5)
  zuora.status = 'Open'
  const status = async () => (await ports.keptCalendars.read('us'))?.periods[0]?.period.status
  return { look, status, clock, lookAfter: () => lookAfter(setBack, ports) }
}

const setBack = sampleRequest({ action: 'set-back-to-open', asks: { reopen: asked(3, 'accepted') } })

test('what may be an old read is left to the next look', async () => {
  const { look, status, clock } = await justLocked()
  await look()
  expect(await status()).toBe('PendingClose')
  clock.pass(5)
  await look()
  expect(await status()).toBe('Open')
})

test('what a request has just set back is kept at once', async () => {
  const world = await justLocked()
  await world.lookAfter()
  expect(await world.status()).toBe('Open')
})

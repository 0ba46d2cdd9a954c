import { expect, test } from 'vitest'
import { periodSeen } from '../../src/domain/evidence/filed.ts'
import type { Locks } from '../../src/usecases/ports/record/locks.ts'
import type { SeenPeriods } from '../../src/usecases/ports/record/seen-periods.ts'
import { samplePeriod } from '../support/sample-request.ts'

const seen = periodSeen(samplePeriod({ fiscalQuarter: null }))
const through = '2026-11-04T14:00:00.000Z'
const at = '2026-11-04T14:00:05.000Z'

/** What every keeper of what was seen does, beside the locks of the same periods. */
export function seenPeriodsContract(make: () => { seenPeriods: SeenPeriods; locks: Locks; entity: string }): void {
  test('nothing is kept until the first look', async () => {
    const { seenPeriods, entity } = make()
    expect(await seenPeriods.calendar(entity)).toEqual({ firstLook: null, lastLookAt: null, heldBy: null })
    expect(await seenPeriods.all(entity)).toEqual([])
    expect(await seenPeriods.one(entity, 'october')).toEqual({ id: 'october', watched: null, heldBy: null })
  })

  test('what was seen is kept beside the lock, and neither disturbs the other', async () => {
    const { seenPeriods, locks, entity } = make()
    const october = { entity, id: 'october' }
    await locks.take(october, 'US-0001')
    expect(await seenPeriods.one(entity, 'october')).toEqual({ id: 'october', watched: null, heldBy: 'US-0001' })
    const noted = { entity, periodId: 'october', seen, through, at }
    expect(await seenPeriods.noteSeen(noted, null, { isLook: true, isMidway: true })).toBe(true)
    const watched = { seen, turn: 1, through, changedAt: null, isMidway: true, isBehind: false }
    expect(await seenPeriods.all(entity)).toEqual([{ id: 'october', watched, heldBy: 'US-0001' }])
    expect(await locks.take(october, 'US-0002')).toBe('US-0001')
    await locks.release(october, 'US-0001')
    expect(await seenPeriods.one(entity, 'october')).toEqual({ id: 'october', watched, heldBy: null })
    expect(await seenPeriods.all(`${entity}x`)).toEqual([])
  })

  test('it is written over what was read, and over nothing else', async () => {
    const { seenPeriods, entity } = make()
    const noted = { entity, periodId: 'october', seen, through, at }
    await seenPeriods.noteSeen(noted, null, { isLook: true })
    const { watched: first } = await seenPeriods.one(entity, 'october')
    expect(await seenPeriods.noteSeen({ ...noted, seen: null }, null, { isLook: true })).toBe(false)
    const sealed = { ...noted, seen: null, through: '2026-11-04T15:00:00.000Z' }
    expect(await seenPeriods.noteSeen(sealed, first, { isLook: false })).toBe(true)
    expect(await seenPeriods.noteSeen(noted, first, { isLook: true })).toBe(false)
    const { watched: second } = await seenPeriods.one(entity, 'october')
    const moved = { seen: null, turn: 1, through: sealed.through, changedAt: at, isMidway: false, isBehind: false }
    expect(second).toEqual(moved)
    await seenPeriods.noteBehind(entity, 'october')
    await seenPeriods.noteBehind(entity, 'november')
    expect((await seenPeriods.one(entity, 'october')).watched).toEqual({ ...moved, isBehind: true })
    expect((await seenPeriods.one(entity, 'november')).watched).toBeNull()
    expect(await seenPeriods.noteSeen({ ...noted, through: sealed.through }, second, { isLook: true })).toBe(true)
    expect((await seenPeriods.one(entity, 'october')).watched).toMatchObject({
      seen,
      turn: 2,
      changedAt: at,
      isBehind: false,
    })
  })

  test('the looks are kept beside the calendar’s lock', async () => {
    const { seenPeriods, locks, entity } = make()
    await locks.take({ entity, id: null }, 'US-0003')
    await locks.rememberIntegrationUser(entity, 'zuora-user-1')
    await seenPeriods.noteFirstLook(entity, { at, filed: [1, 2] })
    await seenPeriods.noteLook(entity, at)
    const kept = { firstLook: { at, filed: [1, 2] }, lastLookAt: at, heldBy: 'US-0003' }
    expect(await seenPeriods.calendar(entity)).toEqual(kept)
    expect(await locks.integrationUser(entity)).toBe('zuora-user-1')
    expect(await seenPeriods.all(entity)).toEqual([])
  })
}

import { expect, test } from 'vitest'
import type { Locks } from '../../src/usecases/ports/record/locks.ts'

/** What every keeper of locks does. */
export function locksContract(make: () => { locks: Locks; entity: string }): void {
  test('a period is free, or mine, or the one holds it that took it', async () => {
    const { locks, entity } = make()
    const period = { entity, id: 'october' }
    expect(await locks.take(period, 'US-0001')).toBe(true)
    expect(await locks.take(period, 'US-0001')).toBe(true)
    expect(await locks.take(period, 'US-0002')).toBe('US-0001')
    expect(await locks.take({ entity, id: 'november' }, 'US-0002')).toBe(true)
  })

  test('of twenty requests at once, one takes the period and the others learn which', async () => {
    const { locks, entity } = make()
    const references = Array.from({ length: 20 }, (_, index) => `US-${String(index + 1).padStart(4, '0')}`)
    const taken = await Promise.all(references.map((reference) => locks.take({ entity, id: 'october' }, reference)))
    const winner = references[taken.indexOf(true)]
    expect(taken.filter((answer) => answer === true)).toHaveLength(1)
    expect(new Set(taken.filter((answer) => answer !== true))).toEqual(new Set([winner]))
  })

  test('only its holder releases it; releasing twice, or what nobody holds, is no error', async () => {
    const { locks, entity } = make()
    const period = { entity, id: 'october' }
    await locks.release(period, 'US-0001')
    await locks.take(period, 'US-0001')
    await locks.release(period, 'US-0002')
    expect(await locks.take(period, 'US-0002')).toBe('US-0001')
    await locks.release(period, 'US-0001')
    await locks.release(period, 'US-0001')
    expect(await locks.take(period, 'US-0002')).toBe(true)
  })

  test('the integration user of an entity is unknown until it is learned', async () => {
    const { locks, entity } = make()
    expect(await locks.integrationUser(entity)).toBeNull()
    await locks.rememberIntegrationUser(entity, 'zuora-user-1')
    await locks.rememberIntegrationUser(entity, 'zuora-user-1')
    expect(await locks.integrationUser(entity)).toBe('zuora-user-1')
    expect(await locks.integrationUser(`${entity}b`)).toBeNull()
  })

  test('once two different users were learned, neither is believed, whatever is learned after', async () => {
    const { locks, entity } = make()
    for (const user of ['zuora-user-1', 'zuora-user-2', 'zuora-user-1']) {
      await locks.rememberIntegrationUser(entity, user)
    }
    expect(await locks.integrationUser(entity)).toBeNull()
  })
}

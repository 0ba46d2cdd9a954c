import { expect, test } from 'vitest'
import type { ToldAdmin } from '../../src/usecases/ports/record/told-admin.ts'

const at = '2026-11-09T14:00:00.000Z'
const anHourLater = '2026-11-09T15:00:00.000Z'

/** What every keeper of it does; each test has a key of its own. */
export function toldAdminContract(make: () => { told: ToldAdmin; key: string }): void {
  test('of many that would tell the admin the same at once one may, and something else may be told', async () => {
    const { told, key } = make()
    const claims = await Promise.all(Array.from({ length: 8 }, () => told.claim(key, { at, until: anHourLater })))
    expect(claims.filter((isMine) => isMine)).toHaveLength(1)
    expect(await told.claim(`${key} is_archived`, { at, until: anHourLater })).toBe(true)
  })

  test('who claimed it and never told it is in nobody’s way when the claim is over', async () => {
    const { told, key } = make()
    await told.claim(key, { at, until: anHourLater })
    expect(await told.claim(key, { at: '2026-11-09T14:59:59.999Z', until: '2026-11-09T15:59:59.999Z' })).toBe(false)
    expect(await told.claim(key, { at: anHourLater, until: '2026-11-09T16:00:00.000Z' })).toBe(true)
  })

  test('what was told is told again when that is over', async () => {
    const { told, key } = make()
    await told.claim(key, { at, until: anHourLater })
    await told.noteTold(key, '2026-12-09T14:00:00.000Z')
    const asked = { at: '2026-12-09T13:59:59.999Z', until: '2026-12-09T14:59:59.999Z' }
    expect(await told.claim(key, asked)).toBe(false)
    expect(await told.claim(key, { ...asked, at: '2026-12-09T14:00:00.000Z' })).toBe(true)
  })
}

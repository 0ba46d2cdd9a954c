import { expect, test } from 'vitest'
import type { Reminded } from '../../src/usecases/ports/record/reminded.ts'

const at = '2026-11-09T14:00:00.000Z'
const later = '2026-11-09T14:15:00.000Z'
const overdue = { subject: 'us/period/8ad0', occasion: 'overdue 2026-11-09' }
const message = { channel: 'C0CLOSE', ts: '1794146400.000100' }
const longAgo = '2026-01-01T00:00:00.000Z'

/** What every keeper of reminders does; each test has an audience of its own. */
export function remindedContract(make: () => { reminded: Reminded; audience: string }): void {
  test('nothing was said before the first claim', async () => {
    const { reminded, audience } = make()
    expect(await reminded.of(audience, longAgo)).toEqual({ told: [], snoozes: [] })
  })

  test('of many that claim a message at once one may send it, and only to this audience', async () => {
    const { reminded, audience } = make()
    const claim = { key: '2026-11-09', at, reminders: [overdue] }
    const claims = await Promise.all(Array.from({ length: 8 }, () => reminded.claim(audience, claim)))
    expect(claims.filter((isMine) => isMine)).toHaveLength(1)
    expect(await reminded.of(audience, longAgo)).toEqual({ told: [{ ...claim, message: null }], snoozes: [] })
    expect(await reminded.claim(`${audience}B`, claim)).toBe(true)
  })

  test('where it stands is noted once it is posted', async () => {
    const { reminded, audience } = make()
    await reminded.claim(audience, { key: '2026-11-09', at, reminders: [overdue] })
    await reminded.notePosted(audience, '2026-11-09', message)
    await reminded.notePosted(audience, '2026-11-10', message)
    const { told } = await reminded.of(audience, longAgo)
    expect(told).toEqual([{ key: '2026-11-09', at, reminders: [overdue], message }])
  })

  test('what was said since a moment, oldest first: days and urgent ones alike', async () => {
    const { reminded, audience } = make()
    const last = { subject: 'us/request/147', occasion: 'round 1 last' }
    const moments = [
      ['us/request/147 round 1 last', '2026-11-08T20:00:00.000Z'],
      ['2026-11-09', at],
      ['2026-11-06', '2026-11-06T14:00:00.000Z'],
      ['2026-10-01', '2026-10-01T14:00:00.000Z'],
    ] as const
    for (const [key, claimedAt] of moments) await reminded.claim(audience, { key, at: claimedAt, reminders: [last] })
    const keysSince = async (since: string) => (await reminded.of(audience, since)).told.map(({ key }) => key)
    expect(await keysSince('2026-11-06T14:00:00.000Z')).toEqual([
      '2026-11-06',
      'us/request/147 round 1 last',
      '2026-11-09',
    ])
    expect(await keysSince('2026-11-09T00:00:00.000Z')).toEqual(['2026-11-09'])
  })

  test('a claim that is given back can be taken again, by one', async () => {
    const { reminded, audience } = make()
    const claim = { key: '2026-11-09', at, reminders: [overdue] }
    await reminded.claim(audience, claim)
    await reminded.release(audience, claim)
    expect((await reminded.of(audience, longAgo)).told).toEqual([])
    const again = { ...claim, at: later, reminders: [] }
    const claims = await Promise.all([reminded.claim(audience, again), reminded.claim(audience, again)])
    expect(claims.toSorted()).toEqual([false, true])
    expect((await reminded.of(audience, longAgo)).told).toEqual([{ ...again, message: null }])
  })

  test('nobody gives back the claim of another, nor one that was posted, nor one that there is not', async () => {
    const { reminded, audience } = make()
    const claim = { key: '2026-11-09', at, reminders: [overdue] }
    await reminded.release(audience, claim)
    expect(await reminded.claim(audience, claim)).toBe(true)
    await reminded.release(audience, { ...claim, at: later })
    expect(await reminded.claim(audience, claim)).toBe(false)
    await reminded.notePosted(audience, claim.key, message)
    await reminded.release(audience, claim)
    expect(await reminded.claim(audience, claim)).toBe(false)
  })

  test('of a subject the last snooze counts, also when it has ended', async () => {
    const { reminded, audience } = make()
    const snooze = { subject: overdue.subject, until: '2026-11-10T14:00:00.000Z', by: 'U0ALICE', at }
    const longer = { ...snooze, until: '2026-11-12T14:00:00.000Z', by: 'U0BOB', at: later }
    const other = { ...snooze, subject: 'us/calendar' }
    await reminded.snooze(audience, snooze)
    await reminded.snooze(audience, longer)
    await reminded.snooze(audience, other)
    const { snoozes } = await reminded.of(audience, later)
    expect(snoozes.toSorted((a, b) => a.subject.localeCompare(b.subject))).toEqual([other, longer])
    expect((await reminded.of(audience, '2026-11-20T00:00:00.000Z')).snoozes).toHaveLength(2)
    expect((await reminded.of(`${audience}B`, later)).snoozes).toEqual([])
  })
}

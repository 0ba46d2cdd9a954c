import { expect, test } from 'vitest'
import type { Homes } from '../../src/usecases/ports/record/homes.ts'

const since = '2026-11-14T09:00:00.000Z'
const at = '2026-11-20T09:00:00.000Z'
const from = { facts: 'calendar of today', times: 1 }
let people = 0

/** What the store of Homes promises: run on the table and on the fake. */
export function homesContract(homes: () => Homes): void {
  const open = async (openedAt = at) => {
    const personId = `U0HOME${++people}`
    await homes().noteOpened({ personId, at: openedAt, version: `opened-${people}` })
    return personId
  }
  const read = async (personId: string) => {
    const kept = await homes().read(personId, since)
    if (!kept) throw new Error(`${personId} has no Home`)
    return kept
  }

  test('a Home that was never opened, or longer ago, is not there', async () => {
    const [lately, before] = [await open(), await open('2026-11-14T08:59:59.000Z')]
    expect(await homes().read('U0NOBODY', since)).toBeUndefined()
    expect(await homes().read(before, since)).toBeUndefined()
    const opened = (await homes().openedSince(since)).map(({ personId }) => personId)
    expect(opened).toContain(lately)
    expect(opened).not.toContain(before)
  })

  test('what stands there is known only once it is noted', async () => {
    const personId = await open()
    const kept = await read(personId)
    expect(kept).toEqual({
      personId,
      openedAt: at,
      version: kept.version,
      hash: null,
      from: null,
      isRefused: false,
      answer: null,
    })
    expect(await homes().begin(kept, 'first')).toBe(true)
    expect((await read(personId)).hash).toBeNull()
    await homes().note(personId, 'first', { kind: 'shown', hash: 'abc', from })
    expect(await read(personId)).toMatchObject({ version: 'first', hash: 'abc', from })
    await homes().noteSame(await read(personId), { ...from, times: 2 })
    expect((await read(personId)).from).toEqual({ ...from, times: 2 })
  })

  test('of two that read the same only one begins', async () => {
    const personId = await open()
    const kept = await read(personId)
    expect(await homes().begin(kept, 'one')).toBe(true)
    expect(await homes().begin(kept, 'other')).toBe(false)
    expect(await homes().begin({ ...kept, personId: 'U0NOBODY' }, 'one')).toBe(false)
  })

  test('where another began meanwhile, what stands there stays unknown, whoever notes last', async () => {
    const personId = await open()
    await homes().begin(await read(personId), 'one')
    await homes().begin(await read(personId), 'other')
    await homes().note(personId, 'other', { kind: 'shown', hash: 'abc', from })
    await homes().note(personId, 'one', { kind: 'shown', hash: 'old', from })
    expect(await read(personId)).toMatchObject({ version: 'other', hash: null, from: null })
  })

  test('an answer stands until the Home is opened again, and either makes what stands there unknown', async () => {
    const personId = await open()
    await homes().begin(await read(personId), 'one')
    await homes().note(personId, 'one', { kind: 'shown', hash: 'abc', from })
    await homes().noteAnswer({ personId, at, version: 'answered' }, '[]')
    expect(await read(personId)).toMatchObject({ answer: '[]', hash: null, version: 'answered' })
    await homes().noteOpened({ personId, at, version: 'opened again' })
    expect(await read(personId)).toMatchObject({ answer: null, hash: null })
  })

  test('an answer that is left out when it is begun is gone; one that came meanwhile is not', async () => {
    const personId = await open()
    await homes().noteAnswer({ personId, at, version: 'answered' }, '[]')
    const old = await read(personId)
    expect(await homes().begin({ ...old, answer: null }, 'without')).toBe(true)
    expect((await read(personId)).answer).toBeNull()
    const before = await read(personId)
    await homes().noteAnswer({ personId, at, version: 'answered again' }, '[1]')
    expect(await homes().begin({ ...before, answer: null }, 'late')).toBe(false)
    expect((await read(personId)).answer).toBe('[1]')
  })

  test('one that Slack refused is refused until it is opened again', async () => {
    const personId = await open()
    await homes().begin(await read(personId), 'one')
    await homes().note(personId, 'one', { kind: 'refused' })
    expect((await read(personId)).isRefused).toBe(true)
    await homes().noteOpened({ personId, at, version: 'opened again' })
    expect((await read(personId)).isRefused).toBe(false)
  })
}

import { expect, test } from 'vitest'
import type { KeptPictures } from '../../src/usecases/ports/record/kept-pictures.ts'

const first = { fileId: 'F0FIRST', uploadedAt: '2026-11-09T14:00:00.000Z' }
const second = { fileId: 'F0SECOND', uploadedAt: '2026-11-09T14:00:01.000Z' }

/** What every keeper of pictures does; each test has a drawing of its own. */
export function keptPicturesContract(make: () => { pictures: KeptPictures; drawing: string }): void {
  test('a file is found by what is drawn in it', async () => {
    const { pictures, drawing } = make()
    expect(await pictures.read(drawing)).toBeNull()
    await pictures.keep(drawing, first)
    expect(await pictures.read(drawing)).toEqual(first)
    expect(await pictures.read(`${drawing}b`)).toBeNull()
  })

  test('of two uploads at once the later counts, in whichever order they are kept', async () => {
    const { pictures, drawing } = make()
    await pictures.keep(drawing, second)
    await pictures.keep(drawing, first)
    expect(await pictures.read(drawing)).toEqual(second)
  })

  test('one that is gone is forgotten, another in its place is not, and it can be kept again', async () => {
    const { pictures, drawing } = make()
    await pictures.forget(drawing, first.fileId)
    await pictures.keep(drawing, second)
    await pictures.forget(drawing, first.fileId)
    expect(await pictures.read(drawing)).toEqual(second)
    await pictures.forget(drawing, second.fileId)
    expect(await pictures.read(drawing)).toBeNull()
    await pictures.keep(drawing, first)
    expect(await pictures.read(drawing)).toEqual(first)
  })
}

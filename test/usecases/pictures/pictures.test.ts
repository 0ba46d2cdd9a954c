import { expect, test } from 'vitest'
import type { DaysToClose } from '../../../src/domain/home/days-to-close.ts'
import { createPictures, type PicturePorts } from '../../../src/usecases/pictures/pictures.ts'
import { daysToCloseOf } from '../../support/days-to-close.ts'
import { createFakeKeptPictures } from '../../support/fake-kept-pictures.ts'

const series = daysToCloseOf([4, 7, null])

function makeWorld(changes: Partial<PicturePorts> = {}) {
  const world = { now: new Date('2026-11-09T14:00:00Z'), uploads: 0, drawn: 0, logged: [] as string[] }
  const hashOf = (drawn: DaysToClose) => drawn.periods.map(({ days }) => days).join('-')
  const ports: PicturePorts = {
    drawingOf: (of) => ({
      hash: hashOf(of),
      draw: async () => {
        world.drawn += 1
        return Uint8Array.of(1)
      },
    }),
    inWords: (entity) => `Days to close of ${entity}`,
    keptPictures: createFakeKeptPictures(),
    uploadPicture: async () => `F${++world.uploads}`,
    now: () => world.now,
    log: (event) => world.logged.push(event),
    ...changes,
  }
  return { world, ports, pictures: createPictures(ports) }
}

const failing = () => Promise.reject(new Error('no answer'))

test('the same numbers are drawn and uploaded once, for whatever entity', async () => {
  const { pictures, world } = makeWorld()
  expect(await pictures.of('us', series)).toEqual({
    fileId: 'F1',
    altText: 'Days to close of us',
    drawing: '4-7-',
  })
  expect(await pictures.of('eu', series)).toMatchObject({ fileId: 'F1', altText: 'Days to close of eu' })
  expect(await pictures.of('us', daysToCloseOf([4, 7, 6]))).toMatchObject({ fileId: 'F2' })
  expect([world.drawn, world.uploads]).toEqual([2, 2])
})

test('where no number is known, nothing is drawn', async () => {
  const { pictures, world } = makeWorld()
  expect(await pictures.of('us', daysToCloseOf(['?', null]))).toBeNull()
  expect(await pictures.of('us', { dueBusinessDay: 5, periods: [] })).toBeNull()
  expect([world.drawn, world.logged.length]).toEqual([0, 0])
})

test.each([
  ['drawing', { drawingOf: () => ({ hash: 'x', draw: failing }) }],
  ['Slack', { uploadPicture: failing }],
  ['the table', { keptPictures: { ...createFakeKeptPictures(), read: failing } }],
] as const)('%s fails: no picture, no error, and an engineer can read it', async (_, changes) => {
  const { pictures, world } = makeWorld(changes)
  expect(await pictures.of('us', series)).toBeNull()
  expect(world.logged).toEqual(['picture-not-made'])
})

test('one that dies between the upload and the table uploads once more, and is then known', async () => {
  const kept = createFakeKeptPictures()
  const { pictures, ports } = makeWorld({ keptPictures: { ...kept, keep: failing } })
  expect(await pictures.of('us', series)).toBeNull()
  const again = createPictures({ ...ports, keptPictures: kept })
  expect(await again.of('us', series)).toMatchObject({ fileId: 'F2' })
  expect(await again.of('us', series)).toMatchObject({ fileId: 'F2' })
})

test('refused just after its upload it is not ready yet, and stays; refused later it is gone, and is made anew', async () => {
  const { pictures, world } = makeWorld()
  const picture = await pictures.of('us', series)
  if (!picture) throw new Error('there is no picture')
  world.now = new Date('2026-11-09T14:00:30Z')
  await pictures.refused(picture)
  expect(await pictures.of('us', series)).toMatchObject({ fileId: 'F1' })
  world.now = new Date('2026-11-12T09:00:00Z')
  await pictures.refused(picture)
  expect(await pictures.of('us', series)).toMatchObject({ fileId: 'F2' })
  // A view made before names the file that is gone.
  await pictures.refused(picture)
  expect(await pictures.of('us', series)).toMatchObject({ fileId: 'F2' })
  expect(world.logged).toEqual(['picture-refused', 'picture-refused', 'picture-refused'])
})

test('a refusal that cannot be noted is no error', async () => {
  const { pictures, world } = makeWorld({ keptPictures: { ...createFakeKeptPictures(), read: failing } })
  await pictures.refused({ fileId: 'F1', altText: '', drawing: 'x' })
  expect(world.logged).toEqual(['picture-refused', 'picture-not-forgotten'])
})

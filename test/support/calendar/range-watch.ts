import { type Request, referenceOf } from '../../../src/domain/request.ts'

/** What must be true of every range at every moment: one close after the other, in order, and none after one that did not close. */
export function wrongWithRanges(all: readonly Request[]): string[] {
  return all
    .filter(({ range }) => range !== null)
    .flatMap((range) => wrongWithRange(range, all).map((wrong) => `${referenceOf(range)}: ${wrong}`))
}

function wrongWithRange(range: Request, all: readonly Request[]): string[] {
  const order = (range.range ?? []).map(({ periodId }) => periodId)
  const begun = all.filter(({ partOf, lockTaken }) => partOf === range.number && lockTaken)
  const places = begun.map(({ period }) => order.indexOf(period.id ?? ''))
  const listed = (range.range ?? []).flatMap(({ number }) => (number === null ? [] : [number]))
  const underWay = begun.filter(({ status }) => status !== 'finished')
  return [
    ...(underWay.length > 1 ? ['two closes are under way'] : []),
    ...(new Set(places).size < places.length ? ['two closes of one period'] : []),
    ...(places.some((place, index) => place !== index) ? [`closes out of order: ${places.join()}`] : []),
    ...(begun.slice(0, -1).every(hasClosed) ? [] : ['another close after one that did not close']),
    ...(begun.every(({ number }) => listed.includes(number)) ? [] : ['a close began that is not of the range']),
  ]
}

function hasClosed({ status, outcome }: Request): boolean {
  return status === 'finished' && (outcome?.kind === 'succeeded' || outcome?.kind === 'closed-with-problem')
}

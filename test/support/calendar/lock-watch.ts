import { heldBy, type Request, referenceOf } from '../../../src/domain/request.ts'

/** Two requests that are under way never hold the same. */
export function wrongWithLocks(all: readonly Request[]): string[] {
  const underWay = all.filter(({ lockTaken, outcome }) => lockTaken && outcome === null)
  const holdings = underWay.flatMap((request) =>
    heldBy(request).map(({ id }) => ({ id, holder: referenceOf(request) })),
  )
  return holdings.flatMap(({ id, holder }, index) => {
    const also = holdings.slice(index + 1).find((other) => other.id === id)
    return also ? [`${holder} and ${also.holder} both hold ${id ?? 'the calendar'}`] : []
  })
}

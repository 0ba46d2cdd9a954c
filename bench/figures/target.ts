/** What is to be reached: `measured` is at most, or at least, `limit`. */
export type Target = { name: string; measured: number; is: 'at most' | 'at least'; limit: number; unit: string }

export function isMet({ measured, is, limit }: Target): boolean {
  return is === 'at most' ? measured <= limit : measured >= limit
}

/** One line for each that is missed. */
export function missed(targets: readonly Target[]): string[] {
  return targets
    .filter((target) => !isMet(target))
    .map(({ name, measured, is, limit, unit }) => `${name}: ${measured}${unit}, to be ${is} ${limit}${unit}`)
}

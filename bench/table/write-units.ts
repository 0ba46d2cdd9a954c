import { type Item, itemBytes } from './item-size.ts'

export type Index = { name: string; keys: readonly string[] }

const UNIT_BYTES = 1024
const units = (bytes: number) => Math.max(1, Math.ceil(bytes / UNIT_BYTES))

/**
 * What a write of an item costs, given what was there before and is there after it: in the table by the larger of the two,
 * whether the condition held or not; in each index that has the item, once where it stays, and for leaving and for coming.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
export function writeUnits(before: Item | undefined, after: Item | undefined, indexes: readonly Index[]): number {
  const bytesBefore = before === undefined ? 0 : itemBytes(before)
  const bytesAfter = after === undefined ? 0 : itemBytes(after)
  const table = units(Math.max(bytesBefore, bytesAfter))
  if (isSame(before, after)) return table
  return indexes.reduce((total, index) => {
    const from = keyIn(before, index)
    const to = keyIn(after, index)
    if (from === to) return total + (from === undefined ? 0 : units(Math.max(bytesBefore, bytesAfter)))
    return total + (from === undefined ? 0 : units(bytesBefore)) + (to === undefined ? 0 : units(bytesAfter))
  }, table)
}

/** Undefined where the item is not in the index, which has only items with all of its keys. */
function keyIn(item: Item | undefined, { keys }: Index): string | undefined {
  const values = keys.map((key) => item?.[key])
  return values.every((value) => value !== undefined) ? JSON.stringify(values) : undefined
}

/** A write whose condition did not hold touches no index. */
function isSame(before: Item | undefined, after: Item | undefined): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}

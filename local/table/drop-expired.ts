import { callTable, readItems, type TableAddress } from './raw-items.ts'

/**
 * What DynamoDB's time to live does on AWS, once, before anybody reads the table: items whose `deleteAfter` has passed are
 * deleted. What has none is kept for ever. How many.
 */
export async function dropExpired(address: TableAddress, now: Date): Promise<number> {
  let dropped = 0
  for await (const { pk, sk, deleteAfter } of readItems(address)) {
    const seconds = Number(deleteAfter?.N ?? Number.NaN)
    if (!(seconds * 1000 < now.getTime())) continue
    const deleted = await callTable(address, 'DeleteItem', { TableName: address.tableName, Key: { pk, sk } })
    if (!deleted.ok) throw new Error(`What has expired cannot be deleted: ${deleted.text}`)
    dropped += 1
  }
  return dropped
}

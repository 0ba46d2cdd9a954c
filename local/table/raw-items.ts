import { z } from 'zod'

/** `pass`: lets through while the table is held. */
export type TableAddress = { url: string; tableName: string; pass?: string }

/** An item as DynamoDB writes it in JSON: `{ "pk": { "S": "…" }, … }`. */
export type RawItem = z.infer<typeof rawItem>

const rawItem = z.record(z.string(), z.record(z.string(), z.unknown()))
const scanned = z.object({ Items: z.array(rawItem), LastEvaluatedKey: rawItem.optional() })
const written = z.object({ UnprocessedItems: z.record(z.string(), z.unknown()).default({}) })
/** "Up to 25 item put or delete operations." API reference of BatchWriteItem. */
const MOST_IN_ONE_CALL = 25

/** Every item, page by page. */
export async function* readItems(address: TableAddress): AsyncGenerator<RawItem> {
  let from: RawItem | undefined
  do {
    const asked = { TableName: address.tableName, ...(from && { ExclusiveStartKey: from }) }
    const answered = await callTable(address, 'Scan', asked)
    if (!answered.ok) throw new Error(`The table cannot be read: ${answered.text}`)
    const { Items, LastEvaluatedKey } = scanned.parse(JSON.parse(answered.text))
    yield* Items
    from = LastEvaluatedKey
  } while (from !== undefined)
}

/** Into a table that nobody else writes to; how many. */
export async function writeItems(address: TableAddress, items: AsyncIterable<RawItem>): Promise<number> {
  let batch: RawItem[] = []
  let count = 0
  const write = async () => {
    const puts = batch.map((Item) => ({ PutRequest: { Item } }))
    const answered = await callTable(address, 'BatchWriteItem', { RequestItems: { [address.tableName]: puts } })
    const left = answered.ok ? Object.keys(written.parse(JSON.parse(answered.text)).UnprocessedItems) : [answered.text]
    if (left.length > 0) throw new Error(`The table cannot be written: ${left.join(', ')}`)
    count += batch.length
    batch = []
  }
  for await (const item of items) {
    batch.push(item)
    if (batch.length === MOST_IN_ONE_CALL) await write()
  }
  if (batch.length > 0) await write()
  return count
}

export async function callTable(
  { url, pass }: Pick<TableAddress, 'url' | 'pass'>,
  operation: string,
  body: object,
): Promise<{ ok: boolean; status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      // Dynalite wants a signature and checks none.
      authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
      ...(pass === undefined ? {} : { 'x-pass': pass }),
    },
    body: JSON.stringify(body),
  })
  return { ok: response.ok, status: response.status, text: await response.text() }
}

import { isDeepStrictEqual } from 'node:util'
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/client-dynamodb'

export type Item = Record<string, AttributeValue>
/** A table, and who may read and write it. */
export type Table = { dynamodb: DynamoDBClient; name: string }

/** The record, and of what people were reminded. All else is remembered for a while only, and is made anew. */
const carried = /^(ENTITY|TOLD)#/

export function keyText(item: Item): string {
  return `${item.pk?.S} ${item.sk?.S}`
}

export function partitionOf(item: Item): string {
  return item.pk?.S ?? ''
}

export function isSame(one: Item | undefined, other: Item | undefined): boolean {
  return isDeepStrictEqual(one, other)
}

export async function readAll({ dynamodb, name }: Table): Promise<Item[]> {
  const items: Item[] = []
  const pages = paginateScan({ client: dynamodb }, { TableName: name, ConsistentRead: true })
  for await (const { Items = [] } of pages) items.push(...Items)
  return items
}

/** DynamoDB deletes it within some days. */
export function isExpired({ deleteAfter }: Item, now: Date): boolean {
  return deleteAfter?.N !== undefined && Number(deleteAfter.N) <= now.getTime() / 1000
}

/** What a move takes along. */
export function toCarry(items: readonly Item[], now: Date): Item[] {
  return items
    .filter((item) => carried.test(partitionOf(item)) && !isExpired(item, now))
    .toSorted((a, b) => (keyText(a) < keyText(b) ? -1 : 1))
}

/** Everything under the given partitions, by its key. */
export async function readPartitions(
  { dynamodb, name }: Table,
  partitions: Iterable<string>,
): Promise<ReadonlyMap<string, Item>> {
  const items = new Map<string, Item>()
  for (const pk of new Set(partitions)) {
    const query = {
      TableName: name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ConsistentRead: true,
    }
    for await (const { Items = [] } of paginateQuery({ client: dynamodb }, query))
      for (const item of Items) items.set(keyText(item), item)
  }
  return items
}

/** Never over another: what is there already must be the same. */
export async function putNew(item: Item, { dynamodb, name }: Table): Promise<void> {
  try {
    const ConditionExpression = 'attribute_not_exists(pk)'
    await dynamodb.send(new PutItemCommand({ TableName: name, Item: item, ConditionExpression }))
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    const { pk, sk } = item
    if (pk === undefined || sk === undefined) throw error
    const found = await dynamodb.send(new GetItemCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true }))
    if (!isSame(found.Item, item)) throw new Error(`${keyText(item)} was written by somebody else meanwhile.`)
  }
}

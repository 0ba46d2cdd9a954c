import { isDeepStrictEqual } from 'node:util'
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'

type Item = Record<string, AttributeValue>
export type PutBack = { same: number; put: number; removed: number }

/**
 * Makes `to` what `from` is: first every item as it is there, then none that is not there. Cut off and run again, it goes on: what is
 * the same already is left alone. Nobody else may write to `to` meanwhile.
 */
export async function putBack(
  { from, to, write }: { from: string; to: string; write: boolean },
  dynamodb: DynamoDBClient,
): Promise<PutBack> {
  const counted: PutBack = { same: 0, put: 0, removed: 0 }
  const there = new Map<string, Item>()
  for await (const item of itemsOf(to, dynamodb)) there.set(keyOf(item), item)
  const wanted = new Set<string>()
  for await (const item of itemsOf(from, dynamodb)) {
    wanted.add(keyOf(item))
    if (isDeepStrictEqual(there.get(keyOf(item)), item)) counted.same += 1
    else {
      counted.put += 1
      if (write) await dynamodb.send(new PutItemCommand({ TableName: to, Item: item }))
    }
  }
  // An empty copy is a wrong name rather than what somebody wants.
  if (wanted.size === 0) throw new Error(`${from} is empty: nothing was changed.`)
  for (const [key, { pk, sk }] of there) {
    if (wanted.has(key) || !pk || !sk) continue
    counted.removed += 1
    if (write) await dynamodb.send(new DeleteItemCommand({ TableName: to, Key: { pk, sk } }))
  }
  return counted
}

function keyOf({ pk, sk }: Item): string {
  return JSON.stringify([pk?.S, sk?.S])
}

async function* itemsOf(TableName: string, dynamodb: DynamoDBClient): AsyncGenerator<Item> {
  let ExclusiveStartKey: Item | undefined
  do {
    const asked = { TableName, ConsistentRead: true, ...(ExclusiveStartKey && { ExclusiveStartKey }) }
    const { Items = [], LastEvaluatedKey } = await dynamodb.send(new ScanCommand(asked))
    yield* Items
    ExclusiveStartKey = LastEvaluatedKey
  } while (ExclusiveStartKey)
}

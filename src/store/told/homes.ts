import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import type { HomeKept, HomeSeen, Homes } from '../../usecases/ports/record/homes.ts'
import { ifConditionHolds } from '../condition.ts'
import { queryAll } from '../query-all.ts'
import { type Item, writeItem } from '../requests/request-item.ts'
import { homeKey, type TableNames } from '../table.ts'
import { setOf } from '../update.ts'

/** Longer than a Home is kept as things are. */
const deletableAfterMs = 8 * 86_400_000

const text = z.nullable(z.string())
const kept = z.object({
  sk: z.string(),
  openedAt: z.string(),
  version: z.string(),
  hash: text,
  from: z.nullable(z.object({ facts: z.string(), times: z.number() })),
  isRefused: z.boolean(),
  answer: text,
})

/** Who opened their Home: one item each, in a partition of their own. */
export function createHomes(dynamodb: DynamoDBClient, names: TableNames): Homes {
  /** Whether the condition held. */
  const update = async (personId: string, changes: Record<string, unknown>, expected?: { version: string }) => {
    const set = setOf(changes)
    const condition = expected ? '#expected = :expected' : 'attribute_exists(pk)'
    const written = await ifConditionHolds(() =>
      dynamodb.send(
        new UpdateItemCommand({
          TableName: names.table,
          Key: writeItem(homeKey(personId)),
          UpdateExpression: `SET ${set.expression}`,
          ConditionExpression: condition,
          ExpressionAttributeNames: { ...set.attributes, ...(expected && { '#expected': 'version' }) },
          ExpressionAttributeValues: writeItem({ ...set.values, ...(expected && { ':expected': expected.version }) }),
        }),
      ),
    )
    return written !== undefined
  }

  const noteSeen = async ({ personId, at, version }: HomeSeen, answer: string | null) => {
    const deleteAfter = Math.ceil((Date.parse(at) + deletableAfterMs) / 1000)
    const set = setOf({ openedAt: at, version, ...unknown, isRefused: false, answer, deleteAfter })
    await dynamodb.send(
      new UpdateItemCommand({
        TableName: names.table,
        Key: writeItem(homeKey(personId)),
        UpdateExpression: `SET ${set.expression}`,
        ExpressionAttributeNames: set.attributes,
        ExpressionAttributeValues: writeItem(set.values),
      }),
    )
  }

  return {
    async read(personId, since) {
      const Key = writeItem(homeKey(personId))
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName: names.table, Key, ConsistentRead: true }))
      return keptIn(Item ? [Item] : [], since)[0]
    },
    async openedSince(since) {
      const items = await queryAll(dynamodb, {
        TableName: names.table,
        KeyConditionExpression: 'pk = :homes',
        ExpressionAttributeValues: writeItem({ ':homes': homeKey('').pk }),
        ConsistentRead: true,
      })
      return keptIn(items, since)
    },
    noteOpened: (seen) => noteSeen(seen, null),
    noteAnswer: (seen, answer) => noteSeen(seen, answer),
    begin: (before, version) => update(before.personId, { version, ...unknown, answer: before.answer }, before),
    async note(personId, version, noted) {
      const { hash, from } = noted.kind === 'shown' ? noted : unknown
      const isOwn = await update(personId, { hash, from, isRefused: noted.kind === 'refused' }, { version })
      if (!isOwn) await update(personId, unknown)
    },
    async noteSame(before, from) {
      await update(before.personId, { from }, before)
    },
  }
}

const unknown = { hash: null, from: null }

/** What another deployment wrote in another shape is as if it had not been opened. */
function keptIn(items: readonly Item[], since: string): HomeKept[] {
  return items.flatMap((item) => {
    const read = kept.safeParse(unmarshall(item))
    if (!read.success || read.data.openedAt < since) return []
    const { sk: personId, ...rest } = read.data
    return [{ personId, ...rest }]
  })
}

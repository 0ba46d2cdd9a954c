import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Watched } from '../../domain/reconcile/watched.ts'
import type { PeriodKept, SeenPeriods } from '../../usecases/ports/record/seen-periods.ts'
import { ifConditionHolds } from '../condition.ts'
import { queryAll } from '../query-all.ts'
import { writeItem } from '../requests/request-item.ts'
import { calendarKey, periodKey, type TableNames } from '../table.ts'
import { setOf } from '../update.ts'

/** What was seen of a period lies in the item of its lock, and each changes only its own attributes. */
export function createSeenPeriods(dynamodb: DynamoDBClient, names: TableNames): SeenPeriods {
  const readItem = async (key: { pk: string; sk: string }): Promise<Record<string, unknown>> => {
    const found = await dynamodb.send(
      new GetItemCommand({ TableName: names.table, Key: writeItem(key), ConsistentRead: true }),
    )
    return found.Item ? unmarshall(found.Item) : {}
  }

  const set = async (key: { pk: string; sk: string }, values: Record<string, unknown>, condition?: Condition) => {
    const update = setOf(values)
    await dynamodb.send(
      new UpdateItemCommand({
        TableName: names.table,
        Key: writeItem(key),
        UpdateExpression: `SET ${update.expression}`,
        ExpressionAttributeNames: { ...update.attributes, ...condition?.names },
        ExpressionAttributeValues: writeItem({ ...update.values, ...condition?.values }),
        ...(condition && { ConditionExpression: condition.expression }),
      }),
    )
  }

  return {
    async calendar(entity) {
      const { firstLook = null, lastLookAt = null, heldBy = null } = await readItem(calendarKey(names, entity))
      return { firstLook, lastLookAt, heldBy } as Awaited<ReturnType<SeenPeriods['calendar']>>
    },
    async all(entity) {
      const { pk, sk } = periodKey(names, { entity, id: '' })
      const items = await queryAll(dynamodb, {
        TableName: names.table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :period)',
        ExpressionAttributeValues: writeItem({ ':pk': pk, ':period': sk }),
        ConsistentRead: true,
      })
      return items.map((item) => readKept(item.sk?.S?.slice(sk.length) ?? '', unmarshall(item)))
    },
    one: async (entity, id) => readKept(id, await readItem(periodKey(names, { entity, id }))),
    async noteSeen({ entity, periodId, seen, through, at }, over, { isLook, isMidway = false }) {
      const watched: Watched = {
        seen,
        turn: (over?.turn ?? 0) + (isLook ? 1 : 0),
        through,
        changedAt: over === null && isLook ? null : at,
        isMidway,
        isBehind: false,
      }
      const written = await ifConditionHolds(async () => {
        await set(periodKey(names, { entity, id: periodId }), watched, unchangedSince(over))
        return true
      })
      return written ?? false
    },
    async noteBehind(entity, id) {
      const condition = { expression: 'attribute_exists(#turn)', values: {}, names: { '#turn': 'turn' } }
      await ifConditionHolds(() => set(periodKey(names, { entity, id }), { isBehind: true }, condition))
    },
    noteFirstLook: (entity, firstLook) => set(calendarKey(names, entity), { firstLook }),
    noteLook: (entity, lastLookAt) => set(calendarKey(names, entity), { lastLookAt }),
  }
}

type Condition = { expression: string; values: Record<string, unknown>; names?: Record<string, string> }

/** Each writer moves one of the two on. */
function unchangedSince(over: Watched | null): Condition {
  if (over === null) return { expression: 'attribute_not_exists(#turn)', values: {} }
  return {
    expression: '#turn = :wasTurn AND #through = :wasThrough',
    values: { ':wasTurn': over.turn, ':wasThrough': over.through },
  }
}

/** An item of a lock alone has nothing of what was seen. */
function readKept(id: string, item: Record<string, unknown>): PeriodKept {
  const { seen = null, turn, through, changedAt = null, isMidway = false, isBehind = false, heldBy = null } = item
  const watched = turn === undefined ? null : { seen, turn, through, changedAt, isMidway, isBehind }
  return { id, watched, heldBy } as PeriodKept
}

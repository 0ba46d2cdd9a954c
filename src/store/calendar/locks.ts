import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { Locks } from '../../usecases/ports/record/locks.ts'
import { ifConditionHolds } from '../condition.ts'
import { writeItem } from '../requests/request-item.ts'
import { calendarKey, heldKey, type TableNames } from '../table.ts'

/** Two looks named different users as the bot's: then neither is believed. */
const disputed = 'disputed'

/** Which request has a period in flight. Cleared by update, never deleted. */
export function createLocks(dynamodb: DynamoDBClient, names: TableNames): Locks {
  const readAttribute = async (key: { pk: string; sk: string }, name: string): Promise<string | null> => {
    const found = await dynamodb.send(
      new GetItemCommand({ TableName: names.table, Key: writeItem(key), ConsistentRead: true }),
    )
    return found.Item?.[name]?.S ?? null
  }

  const takeIfFree = async (key: { pk: string; sk: string }, reference: string): Promise<boolean> => {
    const taken = await ifConditionHolds(() =>
      dynamodb.send(
        new UpdateItemCommand({
          TableName: names.table,
          Key: writeItem(key),
          UpdateExpression: 'SET heldBy = :me',
          ConditionExpression: 'attribute_not_exists(heldBy) OR heldBy = :me',
          ExpressionAttributeValues: { ':me': { S: reference } },
        }),
      ),
    )
    return taken !== undefined
  }

  const setIntegrationUser = async (entity: string, user: string, condition: string) =>
    dynamodb.send(
      new UpdateItemCommand({
        TableName: names.table,
        Key: writeItem(calendarKey(names, entity)),
        UpdateExpression: 'SET integrationUser = :user',
        ConditionExpression: condition,
        ExpressionAttributeValues: { ':user': { S: user } },
      }),
    )

  return {
    async take(held, reference) {
      const key = heldKey(names, held)
      for (;;) {
        if (await takeIfFree(key, reference)) return true
        const holder = await readAttribute(key, 'heldBy')
        if (holder !== null) return holder
      }
    },
    async release(held, reference) {
      await ifConditionHolds(() =>
        dynamodb.send(
          new UpdateItemCommand({
            TableName: names.table,
            Key: writeItem(heldKey(names, held)),
            UpdateExpression: 'REMOVE heldBy',
            ConditionExpression: 'heldBy = :me',
            ExpressionAttributeValues: { ':me': { S: reference } },
          }),
        ),
      )
    },
    async integrationUser(entity) {
      const known = await readAttribute(calendarKey(names, entity), 'integrationUser')
      return known === disputed ? null : known
    },
    async rememberIntegrationUser(entity, userId) {
      const same = await ifConditionHolds(() =>
        setIntegrationUser(entity, userId, 'attribute_not_exists(integrationUser) OR integrationUser = :user'),
      )
      if (!same) await setIntegrationUser(entity, disputed, 'attribute_exists(integrationUser)')
    },
  }
}

import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { ToldAdmin } from '../../usecases/ports/record/told-admin.ts'
import { ifConditionHolds } from '../condition.ts'
import { writeItem } from '../requests/request-item.ts'
import { type TableNames, toldAdminKey } from '../table.ts'
import { setOf } from '../update.ts'

/** What the admin was told, beside every register: nothing of it is evidence, and all of it expires. */
export function createToldAdmin(dynamodb: DynamoDBClient, names: TableNames): ToldAdmin {
  const update = async (key: string, until: string, only: { condition?: string; values?: Record<string, unknown> }) => {
    const { expression, attributes, values } = setOf({ until, deleteAfter: Math.ceil(Date.parse(until) / 1000) })
    const command = new UpdateItemCommand({
      TableName: names.table,
      Key: writeItem(toldAdminKey(key)),
      UpdateExpression: `SET ${expression}`,
      ExpressionAttributeNames: attributes,
      ExpressionAttributeValues: writeItem({ ...values, ...only.values }),
      ...(only.condition === undefined ? {} : { ConditionExpression: only.condition }),
    })
    return (await ifConditionHolds(() => dynamodb.send(command))) !== undefined
  }
  return {
    // DynamoDB may delete what has expired days later.
    claim: (key, { at, until }) =>
      update(key, until, { condition: 'attribute_not_exists(pk) OR #until <= :at', values: { ':at': at } }),
    async noteTold(key, until) {
      await update(key, until, {})
    },
  }
}

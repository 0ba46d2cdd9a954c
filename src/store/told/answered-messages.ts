import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { AnsweredMessages } from '../../usecases/ports/record/answered-messages.ts'
import { ifConditionHolds } from '../condition.ts'
import { writeItem } from '../requests/request-item.ts'
import { claimKey, messageKey, type TableNames } from '../table.ts'

/** Slack's longest retry is minutes, an asynchronous invocation's six hours. */
const keptSeconds = 24 * 3600

export function createAnsweredMessages(dynamodb: DynamoDBClient, names: TableNames, now: () => Date): AnsweredMessages {
  const deleteAfter = () => Math.floor(now().getTime() / 1000) + keptSeconds
  return {
    async has(messageId) {
      const found = await dynamodb.send(
        new GetItemCommand({ TableName: names.table, Key: writeItem(messageKey(messageId)), ConsistentRead: true }),
      )
      return found.Item !== undefined
    },
    async claimOnce(messageId) {
      const claimed = await ifConditionHolds(() =>
        dynamodb.send(
          new PutItemCommand({
            TableName: names.table,
            Item: writeItem({ ...claimKey(messageId), deleteAfter: deleteAfter() }),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      )
      return claimed !== undefined
    },
    async add(messageId) {
      const Item = writeItem({ ...messageKey(messageId), deleteAfter: deleteAfter() })
      await dynamodb.send(new PutItemCommand({ TableName: names.table, Item }))
    },
  }
}

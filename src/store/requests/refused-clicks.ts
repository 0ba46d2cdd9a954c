import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { RefusedClicks } from '../../usecases/ports/record/requests.ts'
import { queryAll } from '../query-all.ts'
import { refusedClickKey, requestKey, type TableNames } from '../table.ts'
import { writeItem } from './request-item.ts'

/** Clicks that did not count: one counter for each person and reason, beside the request. */
export function createRefusedClicks(dynamodb: DynamoDBClient, names: TableNames): RefusedClicks {
  return {
    async countRefusedClick(key, personId, because) {
      await dynamodb.send(
        new UpdateItemCommand({
          TableName: names.table,
          Key: writeItem(refusedClickKey(names, key, { personId, because })),
          UpdateExpression: 'ADD clicks :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      )
    },
    async refusedClicks(key) {
      const { pk, sk } = requestKey(names, key)
      const items = await queryAll(dynamodb, {
        TableName: names.table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :counters)',
        ExpressionAttributeValues: { ':pk': { S: pk }, ':counters': { S: `${sk}#REFUSED#` } },
        ConsistentRead: true,
      })
      return Object.fromEntries(
        items.map((item) => {
          const counter = unmarshall(item)
          return [String(counter.sk).slice(`${sk}#REFUSED#`.length), Number(counter.clicks)]
        }),
      )
    },
  }
}

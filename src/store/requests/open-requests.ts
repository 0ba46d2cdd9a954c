import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { OpenRequests } from '../../usecases/ports/record/requests.ts'
import { queryAll } from '../query-all.ts'
import type { TableNames } from '../table.ts'
import { readOpenIndexKey } from './request-item.ts'

/** The sparse index of requests that somebody still has to be told about. */
export function createOpenRequests(dynamodb: DynamoDBClient, names: TableNames): OpenRequests {
  return {
    async open() {
      const items = await queryAll(dynamodb, {
        TableName: names.table,
        IndexName: 'open',
        KeyConditionExpression: 'openPk = :open',
        ExpressionAttributeValues: { ':open': { S: 'OPEN' } },
      })
      return items.map((item) => readOpenIndexKey(item.openSk?.S ?? ''))
    },
  }
}

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Register } from '../../usecases/ports/record/requests.ts'
import { isFiled } from '../filings/filing-item.ts'
import { queryAll } from '../query-all.ts'
import { periodIndexKey, readRequest } from '../requests/request-item.ts'
import type { TableNames } from '../table.ts'

/** Apart, so that a function that only reads has no permission to write. */
export function createRequestsOfPeriod(dynamodb: DynamoDBClient, names: TableNames): Pick<Register, 'ofPeriod'> {
  return {
    async ofPeriod(entity, periodId) {
      const items = await queryAll(dynamodb, {
        TableName: names.table,
        IndexName: 'by-period',
        KeyConditionExpression: 'periodPk = :period',
        ExpressionAttributeValues: { ':period': { S: periodIndexKey(names, entity, periodId) } },
        ScanIndexForward: false,
      })
      return items.filter((item) => !isFiled(item)).map(readRequest)
    },
  }
}

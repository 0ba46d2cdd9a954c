import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import type { Filings } from '../../usecases/ports/record/filings.ts'
import { queryAll } from '../query-all.ts'
import { keyOf, periodIndexKey } from '../requests/request-item.ts'
import type { TableNames } from '../table.ts'
import { isFiled, openFilingsKey, readFiled } from './filing-item.ts'

/** Apart, so that a function that only reads has no permission to write. */
export type FilingReader = Pick<Filings, 'readFiled' | 'openFilings' | 'filingsOfPeriod'>

export function createFilingReader(dynamodb: DynamoDBClient, names: TableNames): FilingReader {
  const fromIndex = (index: { name: string; key: string; value: string }) =>
    queryAll(dynamodb, {
      TableName: names.table,
      IndexName: index.name,
      KeyConditionExpression: `${index.key} = :value`,
      ExpressionAttributeValues: { ':value': { S: index.value } },
      ScanIndexForward: false,
    })

  return {
    async readFiled(key) {
      const { Item } = await dynamodb.send(
        new GetItemCommand({ TableName: names.table, Key: keyOf(names, key), ConsistentRead: true }),
      )
      return Item && isFiled(Item) ? readFiled(Item) : undefined
    },
    async openFilings(entity, kind) {
      const items = await fromIndex({ name: 'open', key: 'openPk', value: openFilingsKey(names, entity, kind) })
      return items.map(readFiled)
    },
    async filingsOfPeriod(entity, periodId) {
      const value = periodIndexKey(names, entity, periodId)
      const items = await fromIndex({ name: 'by-period', key: 'periodPk', value })
      return items.filter(isFiled).map(readFiled)
    },
  }
}

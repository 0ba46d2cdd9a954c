import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { RegisterReader } from '../../usecases/ports/record/filings.ts'
import { queryAll } from '../query-all.ts'
import type { TableNames } from '../table.ts'
import { readRegistered } from './numbering.ts'

/** A whole register, in the order of its numbers. What is kept beside a request, such as counters of clicks, is left out. */
export function createRegisterReader(dynamodb: DynamoDBClient, names: TableNames): RegisterReader {
  return {
    async all(entity) {
      const items = await queryAll(dynamodb, {
        TableName: names.table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :request)',
        ExpressionAttributeValues: { ':pk': { S: names.partitionOf(entity) }, ':request': { S: 'REQUEST#' } },
        ConsistentRead: true,
      })
      return items
        .filter(({ sk }) => /^REQUEST#\d+$/.test(sk?.S ?? ''))
        .map(readRegistered)
        .sort((a, b) => a.number - b.number)
    },
  }
}

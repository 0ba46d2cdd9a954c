import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import type { Request, RequestKey } from '../../domain/request.ts'
import type { Requests } from '../../usecases/ports/record/requests.ts'
import { isFiled } from '../filings/filing-item.ts'
import type { TableNames } from '../table.ts'
import { keyOf, readRequest } from './request-item.ts'

/** Apart, so that a function that only reads has no permission to write. */
export function createRequestReader(dynamodb: DynamoDBClient, names: TableNames): Pick<Requests, 'read'> {
  return {
    async read(key: RequestKey): Promise<Request | undefined> {
      const found = await dynamodb.send(
        new GetItemCommand({ TableName: names.table, Key: keyOf(names, key), ConsistentRead: true }),
      )
      return found.Item && !isFiled(found.Item) ? readRequest(found.Item) : undefined
    },
  }
}

import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import type { Hash } from '../domain/evidence/log.ts'
import type { Request, RequestKey } from '../domain/request.ts'
import type { Requests } from '../usecases/ports/requests.ts'
import { keyOf, readRequest } from './request-item.ts'
import { createRequestUpdates } from './request-updates.ts'
import type { TableNames } from './table.ts'

/** The requests under way in DynamoDB. `hash` is SHA-256 in hex. */
export function createRequests(dynamodb: DynamoDBClient, names: TableNames, hash: Hash): Requests {
  return { ...createRequestUpdates(dynamodb, names, hash), read: createReader(dynamodb, names) }
}

export function createReader(dynamodb: DynamoDBClient, names: TableNames) {
  return async (key: RequestKey): Promise<Request | undefined> => {
    const found = await dynamodb.send(
      new GetItemCommand({ TableName: names.table, Key: keyOf(names, key), ConsistentRead: true }),
    )
    return found.Item && readRequest(found.Item)
  }
}

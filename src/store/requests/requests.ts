import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import type { Request, RequestKey } from '../../domain/request.ts'
import type { Requests } from '../../usecases/ports/record/requests.ts'
import { isFiled } from '../filings/filing-item.ts'
import type { Recording } from '../register/recording.ts'
import type { TableNames } from '../table.ts'
import { keyOf, readRequest } from './request-item.ts'
import { createRequestUpdates } from './request-updates.ts'

/** The requests under way in DynamoDB. */
export function createRequests(dynamodb: DynamoDBClient, names: TableNames, recording: Recording): Requests {
  return { ...createRequestUpdates(dynamodb, names, recording), read: createReader(dynamodb, names) }
}

function createReader(dynamodb: DynamoDBClient, names: TableNames) {
  return async (key: RequestKey): Promise<Request | undefined> => {
    const found = await dynamodb.send(
      new GetItemCommand({ TableName: names.table, Key: keyOf(names, key), ConsistentRead: true }),
    )
    return found.Item && !isFiled(found.Item) ? readRequest(found.Item) : undefined
  }
}

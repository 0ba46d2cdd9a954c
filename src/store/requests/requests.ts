import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Requests } from '../../usecases/ports/record/requests.ts'
import type { Recording } from '../register/recording.ts'
import type { TableNames } from '../table.ts'
import { createRequestReader } from './request-reader.ts'
import { createRequestUpdates } from './request-updates.ts'

/** The requests under way in DynamoDB. */
export function createRequests(dynamodb: DynamoDBClient, names: TableNames, recording: Recording): Requests {
  return { ...createRequestUpdates(dynamodb, names, recording), ...createRequestReader(dynamodb, names) }
}

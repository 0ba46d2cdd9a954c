import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { beginning, chainOf, type Hash, type LogEntry } from '../domain/evidence/log.ts'
import { type Request, referenceOf } from '../domain/request.ts'
import type { Register, RequestDraft } from '../usecases/ports/requests.ts'
import { ifConditionHolds } from './condition.ts'
import { queryAll } from './query-all.ts'
import { periodIndexKey, readRequest, writeRequest } from './request-item.ts'
import { createReader } from './requests.ts'
import { numberIn, type TableNames } from './table.ts'

/** The register of requests in DynamoDB: numbered without gaps. `hash` is SHA-256 in hex. */
export function createRegister(dynamodb: DynamoDBClient, names: TableNames, hash: Hash): Register {
  const read = createReader(dynamodb, names)

  /** 0 when the entity has none. What is kept beside a request carries its number too, so the last item is enough. */
  const lastNumber = async (entity: string): Promise<number> => {
    const found = await dynamodb.send(
      new QueryCommand({
        TableName: names.table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :request)',
        ExpressionAttributeValues: { ':pk': { S: names.partitionOf(entity) }, ':request': { S: 'REQUEST#' } },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: 1,
      }),
    )
    return numberIn(found.Items?.[0]?.sk?.S ?? '')
  }

  const claim = async (draft: RequestDraft): Promise<Request | undefined> => {
    const last = await lastNumber(draft.entity)
    const before = last === 0 ? undefined : await read({ entity: draft.entity, number: last })
    // The same message delivered twice at once: who loses the number finds the other's request under it.
    if (before?.messageId === draft.messageId) return before
    const request = firstWritten(draft, { number: last + 1, previous: before?.chain[0] ?? beginning, hash })
    const written = await ifConditionHolds(async () => {
      await dynamodb.send(
        new PutItemCommand({
          TableName: names.table,
          Item: writeRequest(names, request),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      )
      return request
    })
    return written ?? ownDespiteLostAnswer(request)
  }

  /** The answer to our own write may have been lost, and its repetition met it. */
  const ownDespiteLostAnswer = async (request: Request): Promise<Request | undefined> => {
    const found = await read(request)
    return found?.messageId === request.messageId ? found : undefined
  }

  return {
    async create(draft) {
      for (;;) {
        const claimed = await claim(draft)
        if (claimed) return claimed
      }
    },
    async ofPeriod(entity, periodId) {
      const items = await queryAll(dynamodb, {
        TableName: names.table,
        IndexName: 'by-period',
        KeyConditionExpression: 'periodPk = :period',
        ExpressionAttributeValues: { ':period': { S: periodIndexKey(names, entity, periodId) } },
        ScanIndexForward: false,
      })
      return items.map(readRequest)
    },
  }
}

/** The first entry continues from the first entry of the request before it, so that a removed request shows. */
function firstWritten(
  { details, ...draft }: RequestDraft,
  place: { number: number; previous: string; hash: Hash },
): Request {
  const key = { entity: draft.entity, number: place.number }
  const asked: LogEntry = {
    at: draft.askedAt,
    kind: 'asked',
    by: draft.requester,
    details: { ...details, request: referenceOf(key), previousRequest: place.previous },
  }
  return {
    ...draft,
    ...key,
    execution: referenceOf(key),
    revision: 0,
    told: false,
    later: [],
    laterChain: [],
    log: [asked],
    chain: chainOf([asked], [], place.previous, place.hash),
  }
}

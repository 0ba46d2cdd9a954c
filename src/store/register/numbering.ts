import { type DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import type { Filed } from '../../domain/evidence/filed.ts'
import { beginning } from '../../domain/evidence/log.ts'
import type { Request, RequestKey } from '../../domain/request.ts'
import { ifConditionHolds } from '../condition.ts'
import { isFiled, readFiled, writeFiled } from '../filings/filing-item.ts'
import { type Item, keyOf, readRequest, writeRequest } from '../requests/request-item.ts'
import { numberIn, type TableNames } from '../table.ts'

export type Registered = Request | Filed

/** The next number of the register, and the hash of the first entry under the number before. */
export type Place = { number: number; previous: string }

/** What is to be numbered: how it is made of its place (undefined: not there any more), and whether it stands there already. */
export type ToNumber<T extends Registered> = {
  entity: string
  make: (place: Place) => Promise<T | undefined>
  own: (registered: Registered) => T | undefined
}

/** Numbers what goes into an entity's register: the last number and one, claimed by a conditional put, so without gaps. */
export function createNumbering(dynamodb: DynamoDBClient, names: TableNames) {
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

  const read = async (key: RequestKey): Promise<Registered | undefined> => {
    const found = await dynamodb.send(
      new GetItemCommand({ TableName: names.table, Key: keyOf(names, key), ConsistentRead: true }),
    )
    return found.Item && readRegistered(found.Item)
  }

  /** One try; undefined when somebody else took the number. */
  const claim = async <T extends Registered>({ entity, make, own }: ToNumber<T>): Promise<T | undefined> => {
    const last = await lastNumber(entity)
    const before = last === 0 ? undefined : await read({ entity, number: last })
    // The same message delivered twice at once: who loses the number finds what the other made under it.
    const already = before && own(before)
    if (already) return already
    const made = await make({ number: last + 1, previous: before?.chain[0] ?? beginning })
    if (!made) return undefined
    const written = await ifConditionHolds(async () => {
      await dynamodb.send(
        new PutItemCommand({
          TableName: names.table,
          Item: writeRegistered(names, made),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      )
      return made
    })
    return written ?? ownDespiteLostAnswer(made, own)
  }

  /** The answer to our own write may have been lost, and its repetition met it. */
  const ownDespiteLostAnswer = async <T extends Registered>(made: T, own: ToNumber<T>['own']) => {
    const found = await read(made)
    return found && own(found)
  }

  return { read, claim }
}

/** Of an item whose sort key is a number of the register and nothing more. */
export function readRegistered(item: Item): Registered {
  return isFiled(item) ? readFiled(item) : readRequest(item)
}

function writeRegistered(names: TableNames, registered: Registered): Item {
  return 'about' in registered ? writeFiled(names, registered) : writeRequest(names, registered)
}

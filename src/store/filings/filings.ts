import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { Filed, FilingDraft } from '../../domain/evidence/filed.ts'
import { beginning, chainOf, type LogEntry } from '../../domain/evidence/log.ts'
import { referenceOf } from '../../domain/request.ts'
import type { Filings } from '../../usecases/ports/record/filings.ts'
import { ifConditionHolds } from '../condition.ts'
import { createNumbering, type Place, type Registered } from '../register/numbering.ts'
import type { Recording } from '../register/recording.ts'
import { keyOf, writeItem } from '../requests/request-item.ts'
import { filingKey, type TableNames } from '../table.ts'
import { setOf } from '../update.ts'
import { readFiled } from './filing-item.ts'
import { createFilingReader } from './filing-reader.ts'

/** What stands in the register beside requests, in DynamoDB. */
export function createFilings(dynamodb: DynamoDBClient, names: TableNames, recording: Recording): Filings {
  const numbering = createNumbering(dynamodb, names)
  const claims = createClaims(dynamodb, names)

  return {
    ...createFilingReader(dynamodb, names),
    async file(draft) {
      await recording.keepPolicy(draft.entity)
      const own = (found: Registered) => ('about' in found && found.messageId === draft.messageId ? found : undefined)
      for (;;) {
        const noted = await claims.read(draft)
        const before = noted === null ? undefined : await numbering.read({ entity: draft.entity, number: noted })
        const make = async (place: Place) =>
          (await claims.move(draft, { from: noted, to: place.number }))
            ? firstFiled(draft, place, recording)
            : undefined
        const filed = (before && own(before)) ?? (await numbering.claim({ entity: draft.entity, make, own }))
        if (filed) return filed
      }
    },
    appendFiled: (filed, changes, entries) =>
      ifConditionHolds(async () => {
        await recording.keepPolicy(filed.entity)
        const stamped = entries.map((entry) => recording.stamp(filed.entity, entry))
        const chain = chainOf([...filed.log, ...stamped], filed.chain, beginning, recording.hash)
        const set = setOf({ ...changes, revision: filed.revision + 1 })
        const leaves = changes.status === 'closed' ? ' REMOVE openPk, openSk' : ''
        const updated = await dynamodb.send(
          new UpdateItemCommand({
            TableName: names.table,
            Key: keyOf(names, filed),
            UpdateExpression: `SET ${set.expression}, #log = list_append(#log, :entries), #chain = list_append(#chain, :hashes)${leaves}`,
            ConditionExpression: '#revision = :read AND size(#log) = :length',
            ExpressionAttributeNames: { ...set.attributes, '#log': 'log', '#chain': 'chain' },
            ExpressionAttributeValues: writeItem({
              ...set.values,
              ':entries': stamped,
              ':hashes': chain.slice(filed.chain.length),
              ':read': filed.revision,
              ':length': filed.log.length,
            }),
            ReturnValues: 'ALL_NEW',
          }),
        )
        return readFiled(updated.Attributes ?? {})
      }),
  }
}

type Filing = Pick<FilingDraft, 'entity' | 'messageId'>

/**
 * Under which number a message files, noted before the number is claimed: whoever comes with the same message later, however
 * much was numbered since, looks there first. Moved only by who read what it says, so that of two one starts over.
 */
function createClaims(dynamodb: DynamoDBClient, names: TableNames) {
  return {
    async read({ entity, messageId }: Filing): Promise<number | null> {
      const Key = writeItem(filingKey(names, { entity, messageId }))
      const found = await dynamodb.send(new GetItemCommand({ TableName: names.table, Key, ConsistentRead: true }))
      const number = found.Item?.number?.N
      return number === undefined ? null : Number(number)
    },
    async move({ entity, messageId }: Filing, { from, to }: { from: number | null; to: number }): Promise<boolean> {
      const moved = await ifConditionHolds(() =>
        dynamodb.send(
          new UpdateItemCommand({
            TableName: names.table,
            Key: writeItem(filingKey(names, { entity, messageId })),
            UpdateExpression: 'SET #number = :to',
            ConditionExpression: from === null ? 'attribute_not_exists(#number)' : '#number = :from',
            ExpressionAttributeNames: { '#number': 'number' },
            ExpressionAttributeValues: writeItem({ ':to': to, ...(from === null ? {} : { ':from': from }) }),
          }),
        ),
      )
      return moved !== undefined
    },
  }
}

/** The first entry continues from the first entry under the number before, as a request's does. */
function firstFiled({ at, by, slackTs, ...draft }: FilingDraft, place: Place, { hash, stamp }: Recording): Filed {
  const key = { entity: draft.entity, number: place.number }
  const details = {
    about: draft.about,
    periodId: draft.periodId,
    status: draft.status,
    request: referenceOf(key),
    previousRequest: place.previous,
  }
  const entry: LogEntry = { at, kind: 'filed', by, ...(slackTs === undefined ? {} : { slackTs }), details }
  const log = [stamp(draft.entity, entry)]
  return { ...draft, ...key, revision: 0, log, chain: chainOf(log, [], place.previous, hash) }
}

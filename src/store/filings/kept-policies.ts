import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { KeptPolicies } from '../../usecases/ports/record/kept-policies.ts'
import { ifConditionHolds } from '../condition.ts'
import { type Item, writeItem } from '../requests/request-item.ts'
import { calendarKey, policyKey, type TableNames } from '../table.ts'

/** Apart, so that a function that only reads has no permission to write. */
export function createPolicyTexts(dynamodb: DynamoDBClient, names: TableNames): Pick<KeptPolicies, 'policyText'> {
  const read = createReader(dynamodb, names)
  return { policyText: async (entity, hash) => (await read(policyKey(names, entity, hash)))?.text?.S }
}

export function createKeptPolicies(dynamodb: DynamoDBClient, names: TableNames): KeptPolicies {
  const read = createReader(dynamodb, names)
  return {
    /** Written once and never changed: the text is what its hash is of. */
    async keepPolicy(entity, hash, text) {
      await dynamodb.send(
        new UpdateItemCommand({
          TableName: names.table,
          Key: writeItem(policyKey(names, entity, hash)),
          UpdateExpression: 'SET #text = if_not_exists(#text, :text)',
          ExpressionAttributeNames: { '#text': 'text' },
          ExpressionAttributeValues: { ':text': { S: text } },
        }),
      )
    },
    ...createPolicyTexts(dynamodb, names),
    async filedLast(entity) {
      const item = await read(calendarKey(names, entity))
      const hash = item?.policyHash?.S
      if (hash === undefined) return null
      const [at, beforeAt] = [item?.policyFiledAt?.S ?? '', item?.policyBeforeAt?.S ?? null]
      return { hash, record: Number(item?.policyRecord?.N), at, beforeAt }
    },
    async noteFiled(entity, { hash, record, at }, before) {
      await ifConditionHolds(() =>
        dynamodb.send(
          new UpdateItemCommand({
            TableName: names.table,
            Key: writeItem(calendarKey(names, entity)),
            UpdateExpression:
              'SET policyHash = :hash, policyRecord = :record, policyFiledAt = :at, policyBeforeAt = :beforeAt',
            ConditionExpression: before === null ? 'attribute_not_exists(policyRecord)' : 'policyRecord = :before',
            ExpressionAttributeValues: writeItem({
              ':hash': hash,
              ':record': record,
              ':at': at,
              ':beforeAt': before?.at ?? null,
              ...(before === null ? {} : { ':before': before.record }),
            }),
          }),
        ),
      )
    },
  }
}

function createReader(dynamodb: DynamoDBClient, names: TableNames) {
  return async (key: { pk: string; sk: string }): Promise<Item | undefined> => {
    const Key = writeItem(key)
    const found = await dynamodb.send(new GetItemCommand({ TableName: names.table, Key, ConsistentRead: true }))
    return found.Item
  }
}

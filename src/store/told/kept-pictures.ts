import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import type { KeptPictures } from '../../usecases/ports/record/kept-pictures.ts'
import { ifConditionHolds } from '../condition.ts'
import { writeItem } from '../requests/request-item.ts'
import { pictureKey, type TableNames } from '../table.ts'
import { setOf } from '../update.ts'

/** What is drawn changes with every period that ends or is closed, so a month later hardly anybody asks for it. */
const keptForMs = 60 * 86_400_000

const picture = z.object({ fileId: z.string(), uploadedAt: z.string() })

export function createKeptPictures(dynamodb: DynamoDBClient, names: TableNames): KeptPictures {
  const placeOf = (drawing: string) => ({ TableName: names.table, Key: writeItem(pictureKey(drawing)) })
  return {
    async read(drawing) {
      const found = await dynamodb.send(new GetItemCommand({ ...placeOf(drawing), ConsistentRead: true }))
      return picture.safeParse(unmarshall(found.Item ?? {})).data ?? null
    },
    async keep(drawing, { fileId, uploadedAt }) {
      const deleteAfter = Math.ceil((Date.parse(uploadedAt) + keptForMs) / 1000)
      const { expression, attributes, values } = setOf({ fileId, uploadedAt, deleteAfter })
      const update = new UpdateItemCommand({
        ...placeOf(drawing),
        UpdateExpression: `SET ${expression}`,
        ConditionExpression: 'attribute_not_exists(#uploadedAt) OR #uploadedAt <= :uploadedAt',
        ExpressionAttributeNames: attributes,
        ExpressionAttributeValues: writeItem(values),
      })
      await ifConditionHolds(() => dynamodb.send(update))
    },
    async forget(drawing, fileId) {
      const update = new UpdateItemCommand({
        ...placeOf(drawing),
        UpdateExpression: 'REMOVE #fileId, #uploadedAt',
        ConditionExpression: '#fileId = :fileId',
        ExpressionAttributeNames: { '#fileId': 'fileId', '#uploadedAt': 'uploadedAt' },
        ExpressionAttributeValues: writeItem({ ':fileId': fileId }),
      })
      await ifConditionHolds(() => dynamodb.send(update))
    },
  }
}

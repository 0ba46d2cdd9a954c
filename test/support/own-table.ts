import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { startDynamoDb } from '../../local/table/dynamodb.ts'

export const names = { table: 'closing-bell', partitionOf: (entity: string) => `ENTITY#${entity}` }

/** The table of serverless.yml in a DynamoDB of its own, until it is closed. */
export async function openOwnTable(): Promise<{ dynamodb: DynamoDBClient; close(): Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'own-table-'))
  const { table } = readServerlessFile('serverless.yml')
  const server = await startDynamoDb({ port: 0, dir: join(dir, 'dynamodb'), tableName: names.table, table })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const dynamodb = new DynamoDBClient({ endpoint: server.url, region: 'us-east-1', credentials })
  return {
    dynamodb,
    async close() {
      dynamodb.destroy()
      await server.close()
      rmSync(dir, { recursive: true })
    },
  }
}

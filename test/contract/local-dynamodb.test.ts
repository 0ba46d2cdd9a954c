import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { dropExpired } from '../../local/table/drop-expired.ts'
import { startDynamoDb } from '../../local/table/dynamodb.ts'
import { readItems } from '../../local/table/raw-items.ts'

let dir: string
let server: Awaited<ReturnType<typeof startDynamoDb>>
let client: DynamoDBClient

async function start(): Promise<void> {
  const { table } = readServerlessFile('serverless.yml')
  server = await startDynamoDb({ port: 0, dir: join(dir, 'dynamodb'), tableName: 'closing-bell', table })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  client = new DynamoDBClient({ endpoint: server.url, region: 'us-east-1', credentials })
}
async function stop(): Promise<void> {
  client.destroy()
  await server.close()
}
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'local-dynamodb-'))
  await start()
})
afterEach(async () => {
  await stop()
  rmSync(dir, { recursive: true })
})

const request147 = {
  pk: { S: 'ENTITY#us' },
  sk: { S: 'REQUEST#000147' },
  openPk: { S: 'OPEN' },
  openSk: { S: 'us#000147' },
  periodPk: { S: 'PERIOD#1' },
}

async function query(indexName: string, key: string, value: string): Promise<unknown> {
  const answer = await client.send(
    new QueryCommand({
      TableName: 'closing-bell',
      IndexName: indexName,
      KeyConditionExpression: '#key = :value',
      ExpressionAttributeNames: { '#key': key },
      ExpressionAttributeValues: { ':value': { S: value } },
    }),
  )
  return answer.Items
}

test('the table of serverless.yml is there, with its indexes, and what was written outlives a restart', async () => {
  await client.send(new PutItemCommand({ TableName: 'closing-bell', Item: request147 }))
  const finished = { pk: request147.pk, sk: { S: 'REQUEST#000146' } }
  await client.send(new PutItemCommand({ TableName: 'closing-bell', Item: finished }))
  await stop()
  await start()
  expect(await query('open', 'openPk', 'OPEN')).toEqual([request147])
  expect(await query('by-period', 'periodPk', 'PERIOD#1')).toEqual([request147])
})

test('a client that goes away in the middle of a request does no harm', async () => {
  const cut = request(server.url, { method: 'POST', headers: { 'Content-Length': 1000 } })
  const closed = new Promise((resolve) => cut.on('error', resolve))
  cut.write('{', () => cut.destroy(new Error('killed')))
  await closed
  await client.send(new PutItemCommand({ TableName: 'closing-bell', Item: request147 }))
  expect(await query('open', 'openPk', 'OPEN')).toEqual([request147])
})

test('what has expired is deleted when it starts, as time to live does on AWS; what never expires is kept', async () => {
  const now = new Date('2026-11-09T14:00:00Z')
  const expiring = (pk: string, ms: number) => ({
    pk: { S: pk },
    sk: { S: 'x' },
    deleteAfter: { N: String(ms / 1000) },
  })
  const [gone, kept] = [expiring('MESSAGE#1', now.getTime() - 1000), expiring('MESSAGE#2', now.getTime() + 1000)]
  for (const Item of [request147, gone, kept])
    await client.send(new PutItemCommand({ TableName: 'closing-bell', Item }))
  const address = { url: server.url, tableName: 'closing-bell' }
  expect(await dropExpired(address, now)).toBe(1)
  expect(await dropExpired(address, now)).toBe(0)
  const left: unknown[] = []
  for await (const { pk } of readItems(address)) left.push(pk?.S)
  expect(left.toSorted()).toEqual(['ENTITY#us', 'MESSAGE#2'])
})

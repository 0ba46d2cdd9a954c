import { createServer, type IncomingMessage } from 'node:http'
import { z } from 'zod'
import { INVOCATION_HEADER } from '../../local/behind/invocation-header.ts'
import { listenLocally } from '../../local/front/listen-locally.ts'
import { readBody } from '../../local/front/read-body.ts'
import { callTable } from '../../local/table/raw-items.ts'
import { serverless } from '../local-program/start-program.ts'
import { type Item, itemShape } from './item-size.ts'
import { type Index, writeUnits } from './write-units.ts'

const LIMIT_BYTES = 16 * 1024 * 1024
const writes = ['PutItem', 'UpdateItem', 'DeleteItem']
const asked = z.looseObject({ TableName: z.string(), Item: itemShape.optional(), Key: itemShape.optional() })
const read = z.looseObject({ ConsumedCapacity: z.object({ CapacityUnits: z.number() }) })
const found = z.object({ Item: itemShape.optional() })

/** Those of serverless.yml. */
const indexes: readonly Index[] = serverless.table.GlobalSecondaryIndexes.map(({ IndexName, KeySchema }) => ({
  name: IndexName,
  keys: KeySchema.map(({ AttributeName }) => AttributeName),
}))

/** `invocation`: the id of the invocation that made the call. */
export type TableCall = { invocation: string; operation: string; readUnits: number; writeUnits: number; bytes: number }

/**
 * Stands before DynamoDB's stand-in and adds up what its calls would cost. Reads are billed as the stand-in says, writes by
 * the item before and after, because it knows nothing of indexes there.
 */
export async function startMeteredTable(
  tableUrl: string,
): Promise<{ url: string; calls: TableCall[]; close(): Promise<void> }> {
  const calls: TableCall[] = []
  const underWay = new Set<Promise<unknown>>()
  const server = createServer((request, response) => {
    const answering = answer(request, { tableUrl, calls }).then(
      ({ status, text }) => void response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(text),
      () => void response.destroy(),
    )
    underWay.add(answering)
    void answering.finally(() => underWay.delete(answering))
  })
  const { url, close } = await listenLocally(server, 0)
  return {
    url,
    calls,
    /** Before the stand-in is closed, which does not bear being asked then. */
    async close() {
      await close()
      await Promise.all(underWay)
    },
  }
}

type Metering = { tableUrl: string; calls: TableCall[] }

async function answer(request: IncomingMessage, { tableUrl, calls }: Metering) {
  const operation = String(request.headers['x-amz-target']).split('.')[1] ?? ''
  const body = asked.parse(JSON.parse((await readBody(request, LIMIT_BYTES)).toString()))
  const invocation = String(request.headers[INVOCATION_HEADER] ?? '')
  if (!writes.includes(operation)) {
    const answered = await callTable({ url: tableUrl }, operation, { ...body, ReturnConsumedCapacity: 'TOTAL' })
    const readUnits = read.safeParse(JSON.parse(answered.text)).data?.ConsumedCapacity.CapacityUnits ?? 0
    calls.push({ invocation, operation, readUnits, writeUnits: 0, bytes: 0 })
    return answered
  }
  const key = keyOf(body.Key ?? body.Item ?? {})
  const look = async (): Promise<Item | undefined> => {
    const got = await callTable({ url: tableUrl }, 'GetItem', {
      TableName: body.TableName,
      Key: key,
      ConsistentRead: true,
    })
    return found.parse(JSON.parse(got.text)).Item
  }
  const before = await look()
  const answered = await callTable({ url: tableUrl }, operation, body)
  const after = await look()
  const bytes = JSON.stringify(after ?? {}).length
  calls.push({ invocation, operation, readUnits: 0, writeUnits: writeUnits(before, after, indexes), bytes })
  return answered
}

function keyOf({ pk, sk }: Item): Item {
  return { ...(pk && { pk }), ...(sk && { sk }) }
}

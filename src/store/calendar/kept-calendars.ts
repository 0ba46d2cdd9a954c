import { gunzipSync, gzipSync } from 'node:zlib'
import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import type { KeptCalendar, KeptPeriod } from '../../domain/calendar/kept-calendar.ts'
import type { KeptCalendars } from '../../usecases/ports/record/kept-calendars.ts'
import { ifConditionHolds } from '../condition.ts'
import { writeItem } from '../requests/request-item.ts'
import { lookedAtKey, type TableNames } from '../table.ts'

/** An item takes 400 KB, its other attributes included. */
const mostBytes = 390_000

const text = z.nullable(z.string())
const trialBalance = z.object({
  status: z.enum(['none', 'running', 'completed', 'error', 'unknown']),
  statusText: text,
  start: text,
  end: text,
  errorMessage: text,
})
const status = z.enum(['Open', 'PendingClose', 'Closed', 'Unknown'])
const period = z.object({
  id: z.string(),
  name: z.string(),
  startDate: z.string(),
  endDate: z.string(),
  status,
  statusText: z.string(),
  fiscalYear: z.nullable(z.number()),
  fiscalQuarter: z.nullable(z.number()),
  notes: text,
  trialBalance,
  createdBy: text,
  createdOn: text,
  updatedBy: text,
  updatedOn: text,
  organizationLabels: z.array(z.string()),
  reports: z.array(z.object({ report: z.string(), fileId: z.string() })),
})
const periods = z.array(
  z.object({
    period,
    since: z.string(),
    was: z.nullable(status),
    reopenedAt: z._default(text, null),
    runningSince: text,
    failedSince: text,
  }),
)

/** One item an entity, compressed: with many organisations an entity has hundreds of periods. */
export function createKeptCalendars(dynamodb: DynamoDBClient, names: TableNames): KeptCalendars {
  const readItem = async (entity: string) => {
    const Key = writeItem(lookedAtKey(names, entity))
    const found = await dynamodb.send(new GetItemCommand({ TableName: names.table, Key, ConsistentRead: true }))
    return unmarshall(found.Item ?? {})
  }

  /** Whether nobody had kept another look since `over` was. */
  const write = async (entity: string, { at, periods: given }: KeptCalendar, over: unknown): Promise<boolean> => {
    const written = await ifConditionHolds(() =>
      dynamodb.send(
        new UpdateItemCommand({
          TableName: names.table,
          Key: writeItem(lookedAtKey(names, entity)),
          UpdateExpression: 'SET #at = :at, #periods = :periods ADD #turn :one',
          ConditionExpression: over === undefined ? 'attribute_not_exists(#turn)' : '#turn = :over',
          ExpressionAttributeNames: { '#at': 'at', '#periods': 'periods', '#turn': 'turn' },
          ExpressionAttributeValues: writeItem({
            ':at': at,
            ':periods': newestThatFit(given),
            ':one': 1,
            ':over': over,
          }),
        }),
      ),
    )
    return written !== undefined
  }

  return {
    read: async (entity) => readCalendar(await readItem(entity)),
    async keep(entity, at, make) {
      for (;;) {
        const item = await readItem(entity)
        const before = readCalendar(item)
        if (before && before.at > at) return before
        const kept = make(before)
        if (await write(entity, kept, item.turn)) return kept
      }
    },
  }
}

/** What another deployment wrote in another shape is as if nobody had looked yet. */
function readCalendar({ at, periods: kept }: Record<string, unknown>): KeptCalendar | null {
  if (typeof at !== 'string' || !(kept instanceof Uint8Array)) return null
  try {
    const read = periods.safeParse(JSON.parse(gunzipSync(kept).toString('utf8')))
    return read.success ? { at, periods: read.data } : null
  } catch {
    return null
  }
}

/** Where not all of them fit, those that end last. */
function newestThatFit(given: readonly KeptPeriod[]): Buffer {
  let kept = given
  let packed = pack(kept)
  while (packed.length > mostBytes) {
    const byEnd = kept.toSorted((a, b) => a.period.endDate.localeCompare(b.period.endDate))
    const newest = new Set(byEnd.slice(Math.ceil(kept.length / 10)))
    kept = kept.filter((one) => newest.has(one))
    packed = pack(kept)
  }
  return packed
}

function pack(kept: readonly KeptPeriod[]): Buffer {
  return gzipSync(JSON.stringify(kept))
}

import { randomUUID } from 'node:crypto'
import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import { secondsAfter } from '../../domain/calendar/calendar-date.ts'
import type { Reminded } from '../../usecases/ports/record/reminded.ts'
import { ifConditionHolds } from '../condition.ts'
import { queryAll } from '../query-all.ts'
import { writeItem } from '../requests/request-item.ts'
import { snoozeKey, type TableNames, toldKey } from '../table.ts'
import { setOf } from '../update.ts'

const day = 86_400
const toldKeptSeconds = 400 * day
const snoozeKeptSeconds = 21 * day

const told = z.object({
  key: z.string(),
  at: z.string(),
  reminders: z.array(z.object({ subject: z.string(), occasion: z.string() })),
  message: z.nullable(z.object({ channel: z.string(), ts: z.string() })),
})
const snooze = z.object({ subject: z.string(), until: z.string(), by: z.string(), at: z.string() })

/** What people were reminded of, beside every register: nothing of it is evidence, and all of it expires. */
export function createReminded(dynamodb: DynamoDBClient, names: TableNames): Reminded {
  const { read, update } = accessTo(dynamodb, names)
  return {
    async of(audience, since) {
      const [claims, snoozes] = await Promise.all([
        // Days in order; the others, which are few, behind them.
        read({ pk: toldKey(audience, '').pk, from: toldKey(audience, dayBefore(since)).sk, to: 'TOLD#~' }),
        read({ pk: toldKey(audience, '').pk, from: 'SNOOZE#', to: 'SNOOZE#~' }),
      ])
      return {
        told: claims
          .filter(({ isReleased }) => isReleased !== true)
          .flatMap((item) => told.safeParse(item).data ?? [])
          .filter(({ at }) => at >= since)
          .sort((a, b) => a.at.localeCompare(b.at)),
        snoozes: snoozes.flatMap((item) => snooze.safeParse(item).data ?? []),
      }
    },
    claim(audience, { key, at, reminders }) {
      // The SDK sends a write again whose answer was lost: it finds its own claim, which is no other's.
      const claimedBy = randomUUID()
      const deleteAfter = seconds(at, toldKeptSeconds)
      return update(toldKey(audience, key), {
        set: { key, at, reminders, message: null, isReleased: false, claimedBy, deleteAfter },
        condition: 'attribute_not_exists(pk) OR #isReleased = :released OR #claimedBy = :claimedBy',
        values: { ':released': true },
      })
    },
    async release(audience, { key, at }) {
      await update(toldKey(audience, key), {
        set: { isReleased: true },
        condition: '#at = :own AND #message = :none',
        values: { ':own': at, ':none': null },
        attributes: { '#at': 'at', '#message': 'message' },
      })
    },
    async notePosted(audience, key, message) {
      await update(toldKey(audience, key), { set: { message }, condition: 'attribute_exists(pk)' })
    },
    async snooze(audience, { subject, until, by, at }) {
      const set = { subject, until, by, at, deleteAfter: seconds(until, snoozeKeptSeconds) }
      await update(snoozeKey(audience, subject), { set })
    },
  }
}

type Range = { pk: string; from: string; to: string }
type Change = {
  set: Record<string, unknown>
  condition?: string
  values?: Record<string, unknown>
  attributes?: Record<string, string>
}

function accessTo(dynamodb: DynamoDBClient, { table }: TableNames) {
  return {
    async read({ pk, from, to }: Range): Promise<Record<string, unknown>[]> {
      const items = await queryAll(dynamodb, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: writeItem({ ':pk': pk, ':from': from, ':to': to }),
        ConsistentRead: true,
      })
      return items.map((item) => unmarshall(item))
    },
    /** Whether the condition held. */
    async update(key: { pk: string; sk: string }, { set, condition, values, attributes }: Change): Promise<boolean> {
      const given = setOf(set)
      const written = await ifConditionHolds(() =>
        dynamodb.send(
          new UpdateItemCommand({
            TableName: table,
            Key: writeItem(key),
            UpdateExpression: `SET ${given.expression}`,
            ExpressionAttributeNames: { ...given.attributes, ...attributes },
            ExpressionAttributeValues: writeItem({ ...given.values, ...values }),
            ...(condition === undefined ? {} : { ConditionExpression: condition }),
          }),
        ),
      )
      return written !== undefined
    },
  }
}

/** The day's message has a local date as its key: anywhere on earth within a day of our clock's. */
function dayBefore(moment: string): string {
  return secondsAfter(moment, -day).slice(0, 10)
}

function seconds(after: string, kept: number): number {
  return Math.ceil(Date.parse(after) / 1000) + kept
}

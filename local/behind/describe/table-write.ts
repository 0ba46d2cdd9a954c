import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { z } from 'zod'
import { readJson } from '../decode.ts'
import { entryOf, invocationLinks, type NewEntry } from '../entry.ts'
import type { References } from '../references.ts'

/** A call of DynamoDB, and its answer. */
export type TableCall = {
  startedAt: number
  tookMs: number
  headers: Readonly<Record<string, unknown>>
  body: string
  status: number
  answer: string
}

const writes = ['PutItem', 'UpdateItem', 'DeleteItem']
const attributes = z.record(z.string(), z.custom<AttributeValue>())
const written = z.looseObject({
  Item: attributes.optional(),
  Key: attributes.optional(),
  UpdateExpression: z.string().optional(),
  ConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: attributes.default({}),
})
const keys = z.looseObject({ pk: z.string(), sk: z.string() })
const request = z.looseObject({ action: z.string(), period: z.looseObject({ name: z.string() }) })
const filed = z.looseObject({ about: z.looseObject({ kind: z.string() }) })
/** What Slack said is kept for a minute: no part of any record. */
const kept = /^SLACK#/

/** Undefined for what writes nothing. */
export function describeTableWrite(call: TableCall, references: References): NewEntry | undefined {
  const operation = String(call.headers['x-amz-target'] ?? '').split('.')[1] ?? ''
  if (!writes.includes(operation)) return undefined
  const { data } = written.safeParse(readJson(call.body))
  if (data === undefined) return undefined
  const item = data.Item === undefined ? undefined : unmarshall(data.Item)
  const { pk = '', sk = '' } = keys.safeParse(item ?? unmarshall(data.Key ?? {})).data ?? {}
  const isHeld = call.status === 200
  const failed = z.looseObject({ __type: z.string() }).safeParse(readJson(call.answer)).data?.__type.split('#')[1]
  const reference = references.ofItem(pk, sk)
  const name = (text: string) =>
    text.replaceAll(/#\w+/g, (placeholder) => data.ExpressionAttributeNames[placeholder] ?? placeholder)
  return entryOf({
    atMs: call.startedAt,
    tookMs: call.tookMs,
    lane: 'table',
    title: `${operation} ${sk}`,
    about: meaningOf(sk) ?? meaningOf(pk) ?? pk,
    result: isHeld
      ? data.ConditionExpression === undefined
        ? 'written'
        : 'condition met'
      : (wordsOf[failed ?? ''] ?? `${failed}`),
    isTrouble: !isHeld && failed !== 'ConditionalCheckFailedException',
    references: isHeld && reference !== undefined ? [reference] : [],
    heading: isHeld && reference !== undefined ? headingOf(item) : null,
    isRead: kept.test(pk),
    links: invocationLinks(call.headers),
    parts: [
      {
        label: 'The bot writes to the table',
        line: operation,
        headers: {},
        body: {
          key: { pk, sk },
          ...(data.UpdateExpression === undefined ? {} : { update: name(data.UpdateExpression) }),
          ...(data.ConditionExpression === undefined ? {} : { condition: name(data.ConditionExpression) }),
          ...(Object.keys(data.ExpressionAttributeValues).length === 0
            ? {}
            : { values: unmarshall(data.ExpressionAttributeValues) }),
          ...(item === undefined ? {} : { item }),
        },
      },
      {
        label: isHeld ? 'The condition held: it is written' : 'Nothing is written',
        line: `HTTP ${call.status}`,
        headers: {},
        body: isHeld ? null : readJson(call.answer),
      },
    ],
  })
}

const wordsOf: Readonly<Record<string, string>> = { ConditionalCheckFailedException: 'condition not met' }

/** A new request's item says what it is about; so does what is filed under a number of its own. */
function headingOf(item: unknown): string | null {
  const { action, period } = request.safeParse(item).data ?? {}
  const kind = filed.safeParse(item).data?.about.kind
  if (action === undefined) return kind?.replaceAll('-', ' ') ?? null
  return `${action.replaceAll('-', ' ')} ${period?.name}`
}

const meanings: readonly (readonly [RegExp, string])[] = [
  [/^REQUEST#\d+#REFUSED/, 'a click that did not count'],
  [/^REQUEST#/, 'the request, and everything that happened to it'],
  [/^PERIOD#/, 'the lock of the period, and what was last seen of it'],
  [/^CALENDAR$/, 'the lock of the calendar'],
  [/^LOOKED-AT$/, 'the last look at the calendar'],
  [/^POLICY#/, 'the policy, by its hash'],
  [/^MESSAGE#/, 'what a person sent is answered once'],
  [/^SLACK#/, 'what Slack said of them, kept for a minute'],
  [/^TOLD#/, 'who was reminded of what'],
  [/^HOMES$/, 'who opened Home'],
]

function meaningOf(key: string): string | undefined {
  return meanings.find(([shape]) => shape.test(key))?.[1]
}

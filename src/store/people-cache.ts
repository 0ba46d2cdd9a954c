import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import type { DescribedPerson } from '../usecases/ports/people/people.ts'
import type { PeopleCache, SharedAnswers } from '../usecases/ports/people/people-cache.ts'
import { ifConditionHolds } from './condition.ts'
import { writeItem } from './requests/request-item.ts'
import { answerKey, askingKey, type TableNames } from './table.ts'
import { setOf } from './update.ts'

/** `usergroups.users.list` allows about 20 calls a minute: while Slack answers nobody, it is asked one time in 4 s. */
const claimedMs = 4000
/** Readers go by `askedAt`; this says from when on DynamoDB may delete the item. */
const deletableAfterMs = 120_000

/** An item without a time zone is an earlier deployment's, which in turn reads a person out of ours. */
const describedPerson = z.pipe(
  z.object({
    id: z.string(),
    name: z.string(),
    email: z.nullable(z.string()),
    team: z.string(),
    isFullMember: z.boolean(),
    timeZone: z._default(z.nullable(z.string()), null),
  }),
  z.transform(({ timeZone, ...person }) => ({ person, timeZone })),
)

const persons: Shape<DescribedPerson> = {
  kind: 'PERSON',
  read: describedPerson,
  write: ({ person, timeZone }) => ({ ...person, timeZone }),
}
const groups: Shape<readonly string[]> = { kind: 'GROUP', read: z.array(z.string()), write: (members) => members }

type Shape<T> = { kind: 'PERSON' | 'GROUP'; read: z.ZodMiniType<T>; write: (value: T) => unknown }

type Place = { dynamodb: DynamoDBClient; names: TableNames; now: () => Date }

/** What Slack said of people and groups, in items of their own beside every register. */
export function createPeopleCache(dynamodb: DynamoDBClient, names: TableNames, now: () => Date): PeopleCache {
  const place = { dynamodb, names, now }
  return { persons: answersIn(persons, place), groups: answersIn(groups, place) }
}

function answersIn<T>({ kind, read, write }: Shape<T>, place: Place): SharedAnswers<T> {
  const said = z.object({ value: read, askedAt: z.string() })
  return {
    async read(id) {
      const { dynamodb, names } = place
      const Key = writeItem(answerKey(kind, id))
      const found = await dynamodb.send(new GetItemCommand({ TableName: names.table, Key, ConsistentRead: true }))
      // What another deployment wrote in another shape is as if it were not there.
      return said.safeParse(unmarshall(found.Item ?? {})).data
    },
    async keep(id, { value, askedAt }) {
      const deleteAfter = inSeconds(Date.parse(askedAt) + deletableAfterMs)
      const condition = 'attribute_not_exists(#askedAt) OR #askedAt <= :askedAt'
      await updateIf(answerKey(kind, id), { set: { value: write(value), askedAt, deleteAfter }, condition }, place)
    },
    async claim(id) {
      const at = place.now().getTime()
      const set = { claimedUntil: at + claimedMs, deleteAfter: inSeconds(at + deletableAfterMs) }
      const condition = 'attribute_not_exists(#claimedUntil) OR #claimedUntil <= :at'
      return updateIf(askingKey(kind, id), { set, condition, values: { ':at': at } }, place)
    },
  }
}

type Update = { set: Record<string, unknown>; condition: string; values?: Record<string, unknown> }

/** Whether the condition held. */
async function updateIf(
  key: ReturnType<typeof answerKey>,
  { set, condition, values = {} }: Update,
  { dynamodb, names }: Place,
): Promise<boolean> {
  const { expression, ...placeholders } = setOf(set)
  const update = new UpdateItemCommand({
    TableName: names.table,
    Key: writeItem(key),
    UpdateExpression: `SET ${expression}`,
    ConditionExpression: condition,
    ExpressionAttributeNames: placeholders.attributes,
    ExpressionAttributeValues: writeItem({ ...placeholders.values, ...values }),
  })
  return (await ifConditionHolds(() => dynamodb.send(update))) !== undefined
}

function inSeconds(ms: number): number {
  return Math.ceil(ms / 1000)
}

import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKeptCalendars } from '../../src/store/calendar/kept-calendars.ts'
import { createLocks } from '../../src/store/calendar/locks.ts'
import { createFilings } from '../../src/store/filings/filings.ts'
import { createKeptPolicies } from '../../src/store/filings/kept-policies.ts'
import { createPeopleCache } from '../../src/store/people-cache.ts'
import { createRegister } from '../../src/store/register/register.ts'
import { createRefusedClicks } from '../../src/store/requests/refused-clicks.ts'
import * as keys from '../../src/store/table.ts'
import { createAnsweredMessages } from '../../src/store/told/answered-messages.ts'
import { createHomes } from '../../src/store/told/homes.ts'
import { createKeptPictures } from '../../src/store/told/kept-pictures.ts'
import { createReminded } from '../../src/store/told/reminded.ts'
import { createToldAdmin } from '../../src/store/told/told-admin.ts'
import { names, openOwnTable } from '../support/own-table.ts'
import { newDraft, recording } from './requests-contract.ts'

const at = '2026-11-09T14:00:00.000Z'
const entity = 'us'
const day = 86_400

/** Every kind of item in the table, by the function that makes its key: is it kept for ever, or for how many days, and why. */
const kinds = {
  requestKey: { sk: /^REQUEST#\d{6}$/, keptDays: null, why: 'evidence: a request, or what is filed in the register' },
  refusedClickKey: { sk: /^REQUEST#\d{6}#REFUSED#/, keptDays: null, why: 'evidence: whose clicks did not count' },
  policyKey: { sk: /^POLICY#/, keptDays: null, why: 'evidence: entries name it by its hash' },
  filingKey: { sk: /^FILING#/, keptDays: null, why: 'a mark: without it, what is filed again would be filed twice' },
  periodKey: {
    sk: /^PERIOD#/,
    keptDays: null,
    why: 'the lock, and what was last seen: a change since would be missed',
  },
  calendarKey: {
    sk: /^CALENDAR$/,
    keptDays: null,
    why: 'the lock, the first look, whose user the bot is, the last policy',
  },
  lookedAtKey: { sk: /^LOOKED-AT$/, keptDays: null, why: 'one of each entity, written over; reminders begin from it' },
  messageKey: { sk: /^ANSWERED$/, keptDays: 1, why: 'Lambda delivers a message again within hours' },
  claimKey: { sk: /^CLAIMED$/, keptDays: 1, why: 'the same' },
  answerKey: { sk: /^SAID$/, keptDays: 1, why: 'what Slack said of people counts for a minute' },
  askingKey: { sk: /^ASKING$/, keptDays: 1, why: 'who asks Slack, asks for seconds' },
  toldKey: { sk: /^TOLD#/, keptDays: 400, why: 'a reminder that comes once a year is not to come twice' },
  snoozeKey: { sk: /^SNOOZE#/, keptDays: 23, why: 'what was snoozed is said once more after its end' },
  toldAdminKey: { sk: /^TOLD$/, keptDays: 30, why: 'what is still so is told again after 30 days' },
  homeKey: { sk: /^U0/, keptDays: 8, why: 'a Home is kept as things are for a week' },
  pictureKey: { sk: /^FILE$/, keptDays: 60, why: 'a chart changes with every period' },
} as const

let table: Awaited<ReturnType<typeof openOwnTable>>

beforeAll(async () => {
  table = await openOwnTable()
  await writeOneOfEach(table.dynamodb)
})
afterAll(() => table.close())

async function writeOneOfEach(dynamodb: DynamoDBClient): Promise<void> {
  const now = () => new Date(at)
  const request = await createRegister(dynamodb, names, recording).create(newDraft({ entity }))
  await createRefusedClicks(dynamodb, names).countRefusedClick(request, 'U0DAVE', 'not-an-approver')
  await createKeptPolicies(dynamodb, names).keepPolicy(entity, 'hash', '{}')
  const about = { kind: 'baseline', periods: [] } as const
  const filings = createFilings(dynamodb, names, recording)
  await filings.file({ entity, messageId: 'm1', periodId: null, about, status: 'open', at, by: null })
  const locks = createLocks(dynamodb, names)
  await locks.take({ entity, id: 'p1' }, 'US-0001')
  await locks.take({ entity, id: null }, 'US-0001')
  await createKeptCalendars(dynamodb, names).keep(entity, at, () => ({ at, periods: [] }))
  const answered = createAnsweredMessages(dynamodb, names, now)
  await answered.add('m1')
  await answered.claimOnce('m1')
  const { groups } = createPeopleCache(dynamodb, names, now)
  await groups.keep('S0FINANCE', { value: ['U0ALICE'], askedAt: at })
  await groups.claim('S0FINANCE')
  const reminded = createReminded(dynamodb, names)
  await reminded.claim('C0CLOSE', { key: '2026-11-09', at, reminders: [] })
  await reminded.snooze('C0CLOSE', { subject: 'us/calendar', until: '2026-11-11T14:00:00.000Z', by: 'U0ALICE', at })
  await createToldAdmin(dynamodb, names).noteTold('C0CLOSE not_in_channel', '2026-12-09T14:00:00.000Z')
  await createHomes(dynamodb, names).noteOpened({ personId: 'U0ALICE', at, version: '1' })
  await createKeptPictures(dynamodb, names).keep('drawing', { fileId: 'F0FIRST', uploadedAt: at })
}

type Written = { pk: string; sk: string; kind: string[]; keptDays: number | null }

async function everyItem(): Promise<Written[]> {
  const items: Written[] = []
  for await (const { Items = [] } of paginateScan({ client: table.dynamodb }, { TableName: names.table })) {
    for (const { pk, sk, deleteAfter } of Items) {
      const kind = Object.entries(kinds).flatMap(([name, { sk: made }]) => (made.test(sk?.S ?? '') ? [name] : []))
      const keptDays = deleteAfter?.N === undefined ? null : (Number(deleteAfter.N) - Date.parse(at) / 1000) / day
      items.push({ pk: pk?.S ?? '', sk: sk?.S ?? '', kind, keptDays })
    }
  }
  return items
}

test('of each key that the table has, it is said here how long it is kept', () => {
  // `heldKey` is one of two others, as it may be.
  const made = Object.keys(keys).filter((name) => name.endsWith('Key') && !['heldKey', 'requestSortKey'].includes(name))
  expect(Object.keys(kinds).toSorted()).toEqual(made.toSorted())
})

test('evidence, marks and locks never expire, and everything else does, when it is said here', async () => {
  const items = await everyItem()
  expect(new Set(items.flatMap(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)))
  for (const { kind, keptDays } of items) {
    const [name, ...others] = kind
    expect(others).toEqual([])
    const said = kinds[name as keyof typeof kinds].keptDays
    if (said === null) expect({ name, keptDays }).toEqual({ name, keptDays: null })
    else expect({ name, days: Math.ceil(keptDays ?? 0) }).toEqual({ name, days: said })
  }
})

test('what an entity has is kept for ever; what expires is of no entity', async () => {
  const items = await everyItem()
  expect(items.filter(({ pk, keptDays }) => pk.startsWith('ENTITY#') !== (keptDays === null))).toEqual([])
})

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { openRegisterSummary, type RegisterSummary } from '../backup/register-summary.ts'
import { whyNotStarted } from '../backup/restored-mark.ts'
import { isDataDir, openDataDir, whyNotByThisUser } from '../data-dir.ts'
import { startLocalTable, TABLE_NAME } from '../table/open-table.ts'
import {
  type Item,
  isExpired,
  isSame,
  keyText,
  partitionOf,
  putNew,
  readAll,
  readPartitions,
  type Table,
  toCarry,
} from './items.ts'
import { whyMoved, writeMovedMark } from './moved-mark.ts'

const AT_ONCE = 10
const MOST_SAID = 5

export type Migrated =
  | { ok: true; items: number; written: number; registers: readonly RegisterSummary[] }
  | { ok: false; mistakes: readonly string[] }

/**
 * Carries the record of a data directory on which nothing runs into another table, item by item, never over another. Stopped in the
 * middle, it goes on where it was. Nothing may run on the target meanwhile.
 */
export async function migrate(dataDir: string, target: Table, now: () => Date): Promise<Migrated> {
  if (!isDataDir(dataDir)) return refuse(`${dataDir} is no data directory of npm start.`)
  const notMine = whyNotByThisUser(dataDir)
  if (notMine.length > 0) return refuse(...notMine)
  const opened = openDataDir(dataDir, { fresh: false })
  if (!opened.ok) return refuse(`${opened.mistake} A program that runs would go on numbering here.`)
  try {
    const mayNot = [...whyNotStarted(dataDir), ...whyMoved(dataDir)]
    if (mayNot.length > 0) return refuse(...mayNot)
    const table = await startLocalTable(dataDir)
    try {
      return await carry(dataDir, { source: localTable(table.url), target }, now)
    } finally {
      await table.close()
    }
  } finally {
    opened.dataDir.release()
  }
}

function localTable(endpoint: string): Table {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  return { dynamodb: new DynamoDBClient({ endpoint, region: 'us-east-1', credentials }), name: TABLE_NAME }
}

async function carry(
  dataDir: string,
  { source, target }: { source: Table; target: Table },
  now: () => Date,
): Promise<Migrated> {
  const items = await readAll(source)
  const registers = registersIn(items)
  const notYet = [...stillUnderWay(registers), ...stillToDeliver(dataDir)]
  if (notYet.length > 0) return refuse(...notYet)
  const at = now()
  const carried = toCarry(items, at)
  const partitions = carried.map(partitionOf)
  const found = await readPartitions(target, partitions)
  const differences = differencesOf(carried, found, at)
  if (differences.length > 0) return refuse(...whyAnother(target, differences))
  const missing = carried.filter((item) => !found.has(keyText(item)))
  // Nothing numbers there meanwhile; the gap that a kill may leave among these is filled by the next run.
  for (let next = 0; next < missing.length; next += AT_ONCE)
    await Promise.all(missing.slice(next, next + AT_ONCE).map((item) => putNew(item, target)))
  const left = differencesOf(carried, await readPartitions(target, partitions), at, { isWhole: true })
  if (left.length > 0) return refuse(...whyAnother(target, left))
  writeMovedMark(dataDir, { to: target.name, at: now().toISOString() })
  return { ok: true, items: carried.length, written: missing.length, registers }
}

function registersIn(items: readonly Item[]): RegisterSummary[] {
  const summary = openRegisterSummary()
  for (const item of items) summary.add(item)
  return summary.entities()
}

function stillUnderWay(registers: readonly RegisterSummary[]): string[] {
  const running = registers.flatMap(({ underWay }) => underWay)
  if (running.length === 0) return []
  return [
    ...running.map(({ reference, what }) => `${reference} is under way: ${what}.`),
    'What runs here cannot go on there. Start the program, end these (Cancel request, or let them end), and stop it.',
  ]
}

/** Clicks and commands that were taken and not dealt with yet. */
function stillToDeliver(dataDir: string): string[] {
  const file = join(dataDir, 'events.sqlite')
  if (!existsSync(file)) return []
  const database = new DatabaseSync(file)
  try {
    const waiting = Number(database.prepare('SELECT count(*) AS waiting FROM events').get()?.waiting ?? 0)
    return waiting === 0 ? [] : [`${waiting} requests from Slack wait to be dealt with: start the program once more.`]
  } finally {
    database.close()
  }
}

/**
 * What stands there and not here, or otherwise; with `isWhole`, what is missing there as well. What an earlier run carried may have
 * expired since.
 */
function differencesOf(
  carried: readonly Item[],
  found: ReadonlyMap<string, Item>,
  at: Date,
  { isWhole = false } = {},
): string[] {
  const here = new Map(carried.map((item) => [keyText(item), item]))
  const others = [...found].flatMap(([key, item]) => (isSame(here.get(key), item) || isExpired(item, at) ? [] : [key]))
  const missing = isWhole ? [...here.keys()].filter((key) => !found.has(key)) : []
  return [...others, ...missing]
}

function whyAnother({ name }: Table, differences: readonly string[]): string[] {
  const more = differences.length - MOST_SAID
  return [
    `The table ${name} has a register of its own, or has gone on since. Nothing there was overwritten.`,
    ...differences.slice(0, MOST_SAID).map((key) => `  it differs at ${key}`),
    ...(more > 0 ? [`  and at ${more} more`] : []),
  ]
}

function refuse(...mistakes: readonly string[]): Migrated {
  return { ok: false, mistakes }
}

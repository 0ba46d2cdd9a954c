import { copyFileSync, createWriteStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { readItems, type TableAddress } from '../table/raw-items.ts'

/** Read in one turn with the table at rest: so the copy is what a kill at that moment would have left. */
export const EXECUTIONS_FILE = 'executions.sqlite'
/** Those of stand-ins are there only where they run. */
const otherDatabases = ['events.sqlite', 'slack.sqlite', 'zuora.sqlite']
/** `moved.json`: what was moved to AWS does not start from a backup either. */
const otherFiles = ['clock-ms-ahead', 'closing-bell.json', 'event-bus.jsonl', 'moved.json']
const ITEMS_FILE = 'items.jsonl'

/** Names of the files of a copy, and of a backup; not all of them need be there. */
export const fileNames = [EXECUTIONS_FILE, ...otherDatabases, ...otherFiles]

export type CopySource = {
  dataDir: string
  /** While a program has the executions open, nobody else can read them. */
  copyExecutions: (to: string) => void
}

/**
 * Copies a data directory into an empty one, with the table held. Neither tokens nor secrets are in it: secrets.json is made
 * anew, and those of the real Slack and Zuora are never in a data directory.
 */
export async function copyData(
  { dataDir, copyExecutions }: CopySource,
  table: TableAddress,
  to: string,
): Promise<void> {
  copyExecutions(join(to, EXECUTIONS_FILE))
  for (const name of otherDatabases) copyDatabase(join(dataDir, name), join(to, name))
  for (const name of otherFiles) if (existsSync(join(dataDir, name))) copyFileSync(join(dataDir, name), join(to, name))
  await pipeline(itemLines(table), createWriteStream(join(to, ITEMS_FILE), { mode: 0o600 }))
}

export function itemsFileIn(copy: string): string {
  return join(copy, ITEMS_FILE)
}

export function copyDatabase(from: string, to: string): void {
  if (!existsSync(from)) return
  const database = new DatabaseSync(from)
  try {
    database.prepare('VACUUM INTO ?').run(to)
  } finally {
    database.close()
  }
}

async function* itemLines(table: TableAddress) {
  for await (const item of readItems(table)) yield `${JSON.stringify(item)}\n`
}

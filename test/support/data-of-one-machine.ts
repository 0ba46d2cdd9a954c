import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { makeBackup } from '../../local/backup/make-backup.ts'
import { openDataDir } from '../../local/data-dir.ts'
import type { LocalTable } from '../../local/table/dynamodb.ts'
import { startLocalTable } from '../../local/table/open-table.ts'
import { compileConfig } from '../../scripts/build/compile-config.ts'
import { createRegister } from '../../src/store/register/register.ts'
import { createRequests } from '../../src/store/requests/requests.ts'
import { recording } from '../contract/requests-contract.ts'
import { names } from './own-table.ts'
import { sampleDraft } from './sample-request.ts'

const ended = { kind: 'succeeded' } as const
const outcome = { at: '2026-11-02T14:00:00.000Z', kind: 'outcome', by: null, details: { outcome: ended } } as const

/** Of each, in this order: sealed and told, or under way. */
export type Made = 'told' | 'under-way'

/** A data directory as the program leaves it when it is killed, with these requests of the entity `us`. */
export async function makeDataDir(dir: string, requests: readonly Made[]): Promise<void> {
  const config = compileConfig('closing-bell.example.yml')
  const opened = openDataDir(dir, { fresh: false })
  if (!config.ok || !opened.ok) throw new Error('there is no data directory')
  writeFileSync(join(dir, 'closing-bell.json'), config.json)
  for (const name of ['executions', 'events']) {
    const database = new DatabaseSync(join(dir, `${name}.sqlite`))
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE events (id INTEGER PRIMARY KEY, payload TEXT)')
    database.close()
  }
  await withTable(dir, async (table) => {
    for (const [index, made] of requests.entries()) await addRequest(table, `m${index}`, made)
  })
  opened.dataDir.release()
}

export const backedUpAt = new Date('2026-11-21T18:05:00.000Z')
export const backedUpBy = '0.1.0 0123456789ab'

/** In a directory of their own: data with a request that has ended and one that is under way, and a backup of that. */
export async function makeBackedUp(): Promise<{ dir: string; dataDir: string; backup: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'one-machine-'))
  const [dataDir, backup] = [join(dir, 'data'), join(dir, 'backup')]
  await makeDataDir(dataDir, ['told', 'under-way'])
  const made = await makeBackup({ dataDir, to: backup, now: backedUpAt, program: backedUpBy })
  if (!made.ok) throw new Error(made.mistake)
  return { dir, dataDir, backup }
}

/** Acts on the table of a directory on which nothing runs. */
export async function withTable<T>(dir: string, act: (table: LocalTable) => Promise<T>): Promise<T> {
  const table = await startLocalTable(dir)
  try {
    return await act(table)
  } finally {
    await table.close()
  }
}

export function clientOf({ url }: Pick<LocalTable, 'url'>): DynamoDBClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  return new DynamoDBClient({ endpoint: url, region: 'us-east-1', credentials })
}

/** The head where it is sealed. */
export async function addRequest(table: LocalTable, messageId: string, made: Made): Promise<string | undefined> {
  const dynamodb = clientOf(table)
  const details = { action: 'close', period: sampleDraft().period, note: null }
  const request = await createRegister(dynamodb, names, recording).create(sampleDraft({ messageId, details }))
  if (made === 'under-way') return undefined
  const requests = createRequests(dynamodb, names, recording)
  const sealed = await requests.write(request, { outcome: ended, status: 'finished' }, [outcome])
  await requests.noteMessages(request, { told: true })
  return sealed?.chain.at(-1)
}

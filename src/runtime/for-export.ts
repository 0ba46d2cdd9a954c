import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { exportFiles } from '../evidence-files/export-files.ts'
import { createPolicyTexts } from '../store/filings/kept-policies.ts'
import { createRegisterReader } from '../store/register/register-reader.ts'
import { makeExport } from '../usecases/record/make-export.ts'
import { partitions } from './adapters.ts'
import { now } from './clock.ts'
import { readConfigOf } from './config-file.ts'
import { code } from './policy/code-version.ts'
import { hash } from './policy/policy-in-force.ts'
import { readSettings } from './settings.ts'

/** `by`: who asks, in words of theirs; the role says only that they may. */
const exportEvent = z.strictObject({
  entity: z.string(),
  wanted: z.union([
    z.strictObject({ kind: z.literal('period'), reference: z.string().check(z.minLength(1)) }),
    z.strictObject({ kind: z.literal('fiscal-year'), fiscalYear: z.int() }),
  ]),
  by: z.string().check(z.minLength(1)),
})

export type Exported =
  | {
      kind: 'made'
      digest: string
      heads: readonly { reference: string; head: string }[]
      files: readonly { name: string; text: string }[]
    }
  | { kind: 'unknown' | 'ambiguous' | 'no-such-entity'; candidates: readonly string[] }

/** Reads the table and nothing else: neither Slack nor Zuora is known to it. */
export async function createExporter(): Promise<(event: unknown) => Promise<Exported>> {
  const config = readConfigOf('export')
  const settings = await readSettings('export')
  // A person waits for it: a table that does not answer is said, not waited for.
  const dynamodb = new DynamoDBClient({ requestHandler: { requestTimeout: 20_000, throwOnRequestTimeout: true } })
  const names = { table: settings.TABLE_NAME, partitionOf: partitions(config) }
  const ports = {
    register: createRegisterReader(dynamodb, names),
    policies: createPolicyTexts(dynamodb, names),
    now,
    hash,
    program: code,
    retainYears: config.evidence.retainYears,
  }
  return async (event) => {
    const { entity: key, wanted, by } = exportEvent.parse(event)
    const entity = config.entities.find((one) => one.key === key)
    if (!entity) return { kind: 'no-such-entity', candidates: config.entities.map((one) => one.key) }
    const asked = { entity: { key, name: entity.name }, wanted, by: { id: 'npm run export', name: by } }
    const made = await makeExport(asked, ports)
    if (made.kind !== 'made') return made
    const { digest, records } = made.evidence
    const heads = records.flatMap(({ reference, head }) => (head === null ? [] : [{ reference, head }]))
    return { kind: 'made', digest, heads, files: exportFiles(made.evidence) }
  }
}

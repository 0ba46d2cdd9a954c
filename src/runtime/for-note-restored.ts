import * as z from 'zod/mini'
import { createFilings } from '../store/filings/filings.ts'
import { createRegisterReader } from '../store/register/register-reader.ts'
import { noteRestored, type RestoreNoted } from '../usecases/register/note-restored.ts'
import { commonPorts } from './adapters.ts'
import { now } from './clock.ts'
import { readConfigOf } from './config-file.ts'
import { readSettings } from './settings.ts'

/** `by`: who says so, in words of theirs; the role says only that they may. */
const restoreEvent = z.strictObject({
  entity: z.string(),
  copy: z.strictObject({ madeAt: z.iso.datetime(), digest: z.nullable(z.string()) }),
  lastKnown: z.int().check(z.minimum(0)),
  by: z.string().check(z.minLength(1)),
})

export type RestoreAnswer = RestoreNoted | { kind: 'no-such-entity'; entities: readonly string[] }

/** Reads and writes the table and nothing else: neither Slack nor Zuora is known to it. */
export async function createRestoreNoter(): Promise<(event: unknown) => Promise<RestoreAnswer>> {
  const config = readConfigOf('note-restored')
  const settings = await readSettings('note-restored')
  const { dynamodb, names, recording } = commonPorts('note-restored', config, settings)
  const filings = createFilings(dynamodb, names, recording)
  const ports = { filings, register: createRegisterReader(dynamodb, names), now }
  return async (event) => {
    const asked = restoreEvent.parse(event)
    const entities = config.entities.map(({ key }) => key)
    return entities.includes(asked.entity) ? noteRestored(asked, ports) : { kind: 'no-such-entity', entities }
  }
}

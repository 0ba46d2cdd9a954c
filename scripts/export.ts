// npm run export: the evidence of a period or a fiscal year, without Slack and without Zuora.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { openLocalTable, type TableOpened } from '../local/table/open-table.ts'
import { codeVersion } from './build/code-version.ts'
import { compileConfig } from './build/compile-config.ts'
import { type ExportOptions, readExportOptions, usage } from './export-options.ts'

const refusals = {
  unknown: 'Nothing recorded says that there is such a period or fiscal year. There is:',
  ambiguous: 'Several periods have that name; give the id of one:',
  'no-such-entity': 'The configuration has no such entity. It has:',
} as const

const options = readExportOptions(process.argv.slice(2))
if (options) process.exitCode = await run(options)
else {
  console.error(usage)
  process.exitCode = 2
}

async function run({ from, entity, wanted, out }: ExportOptions): Promise<number> {
  const opened = from.kind === 'data' ? await openLocalTable(from.dir) : openTableOnAws(from.name)
  if (!opened.ok) {
    for (const mistake of opened.mistakes) console.error(mistake)
    return 2
  }
  try {
    // A record that is not a data directory's knows no other clock than the real one.
    delete process.env.CLOSING_BELL_CLOCK
    Object.assign(process.env, opened.environment)
    // Where the functions have it from their bundle.
    Object.assign(globalThis, { CLOSING_BELL_CODE: codeVersion() })
    const { handler } = await import('../src/handlers/export.ts')
    return write(await handler({ entity, wanted, by: userName() }), out)
  } catch (error) {
    // Such as that the role may not read the table, or that it does not answer.
    console.error(
      `The record cannot be read: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
    )
    return 1
  } finally {
    await opened.close()
  }
}

/** In a container there may be no name for the user. */
function userName(): string {
  try {
    return userInfo().username || 'unknown'
  } catch {
    return 'unknown'
  }
}

type Handler = typeof import('../src/handlers/export.ts').handler

function write(exported: Awaited<ReturnType<Handler>>, out: string): number {
  if (exported.kind !== 'made') {
    console.error(`${refusals[exported.kind]} ${exported.candidates.join(', ') || 'nothing'}`)
    return 1
  }
  mkdirSync(out, { recursive: true })
  for (const { name, text } of exported.files) {
    writeFileSync(join(out, name), text)
    console.log(join(out, name))
  }
  for (const { reference, head } of exported.heads) console.log(`head of ${reference}: ${head}`)
  console.log(`digest: ${exported.digest}`)
  return 0
}

/** The SDK finds credentials and region by itself. */
function openTableOnAws(name: string): TableOpened {
  const path = process.env.CLOSING_BELL_CONFIG
  if (!path) return { ok: false, mistakes: ['CLOSING_BELL_CONFIG is not set: give the path of your closing-bell.yml.'] }
  const config = compileConfig(path)
  if (!config.ok) return { ok: false, mistakes: config.mistakes.map((mistake) => `${path}: ${mistake}`) }
  const dir = mkdtempSync(join(tmpdir(), 'closing-bell-export-'))
  const file = join(dir, 'closing-bell.json')
  writeFileSync(file, config.json)
  return {
    ok: true,
    environment: { TABLE_NAME: name, CLOSING_BELL_CONFIG: file },
    close: async () => rmSync(dir, { recursive: true }),
  }
}

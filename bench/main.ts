// npm run bench: what it costs, side by side with its peers. Writes docs/performance.md; exits 1 when a target is missed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CountedClose, countClose } from './close/count-close.ts'
import { type Idle, measureIdle } from './close/idle.ts'
import { runClose } from './close/run-close.ts'
import { type ColdStarts, measureColdStart } from './cold-start/measure-cold-start.ts'
import { closeSection, idleSection } from './document/close-section.ts'
import { coldStartSection } from './document/cold-start-section.ts'
import { loadSection } from './document/load-section.ts'
import { renderPerformance } from './document/render.ts'
import { targetsOf } from './document/targets.ts'
import { thisMachine } from './figures/machine.ts'
import { missed } from './figures/target.ts'
import { measureLoad } from './load/measure-load.ts'
import { type BenchOptions, readBenchOptions, usage } from './options.ts'
import { measureSizes } from './sizes/measure-sizes.ts'

const document = fileURLToPath(new URL('../docs/performance.md', import.meta.url))
const TRIAL_BALANCES_SECONDS = [20, 600, 4 * 3600]

// As on Lambda, where a function's clock is always UTC.
process.env.TZ = 'UTC'
process.on('disconnect', () => process.exit(1))
process.channel?.unref()

const options = readBenchOptions(process.argv.slice(2))
if (options) process.exitCode = await run(options)
else {
  console.error(usage)
  process.exitCode = 2
}

async function run({ rounds, only }: BenchOptions): Promise<number> {
  const outDir = mkdtempSync(join(tmpdir(), 'closing-bell-bench-'))
  try {
    const { sizes, slackBundle } = await measureSizes(outDir)
    const coldStart = () => measureColdStart({ slackBundle, rounds, say })
    if (only !== undefined) {
      console.log(await partOf(only, coldStart))
      return 0
    }
    say(`Cold starts, ${rounds} rounds …`)
    const coldStarts = await coldStart()
    const { closes, idle } = await measureCloses()
    const load = await measureLoad(say)
    const on = new Date().toISOString().slice(0, 10)
    const result = { on, machine: thisMachine(), sizes, coldStarts, closes, idle, load }
    writeFileSync(document, renderPerformance(result))
    const misses = missed(targetsOf(result))
    for (const line of misses) console.error(`missed: ${line}`)
    console.log(
      `docs/performance.md is written; ${misses.length === 0 ? 'every target is met' : 'a target is missed'}.`,
    )
    return misses.length === 0 ? 0 : 1
  } finally {
    rmSync(outDir, { recursive: true })
  }
}

async function partOf(only: NonNullable<BenchOptions['only']>, coldStart: () => Promise<ColdStarts>): Promise<string> {
  if (only === 'cold-start') return coldStartSection(await coldStart())
  if (only === 'load') return loadSection(await measureLoad(say))
  const { closes, idle } = await measureCloses()
  return `${closeSection(closes)}\n\n${idleSection(idle)}`
}

async function measureCloses(): Promise<{ closes: CountedClose[]; idle: Idle }> {
  const closes: CountedClose[] = []
  let idle: Idle | undefined
  for (const seconds of TRIAL_BALANCES_SECONDS) {
    say(`A close with trial balances of ${seconds} s …`)
    const lived = await runClose(seconds, async (program) => {
      idle ??= await measureIdle(program)
    })
    closes.push(countClose(lived))
  }
  return { closes, idle: idle ?? { schedules: [], dollarsAMonth: 0 } }
}

function say(line: string): void {
  console.error(line)
}

// npm test: every check that CI runs, all at once. Goes on after a failure; the last line has the counts.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Check, runCheck, startCheck } from './run-check.ts'
import { readVitestCounts } from './vitest-counts.ts'

const biome = 'node_modules/@biomejs/biome/bin/biome'
const tsc = 'node_modules/typescript/bin/tsc'
const reports = mkdtempSync(join(tmpdir(), 'closing-bell-test-'))
const reportOf = (project: string) => join(reports, `${project}.json`)
const vitest = (project: string) => [
  ...['node_modules/vitest/vitest.mjs', 'run', '--project', project],
  ...['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(project)}`],
]

let passed = 0
let failed = 0

async function tell({ title, done }: Check): Promise<boolean> {
  const { ok, output } = await done
  console.log(`\n== ${title}: ${ok ? 'passed' : 'FAILED'}`)
  if (!ok) console.log(output.trimEnd())
  return ok
}

function count(project: string, ok: boolean): void {
  const counts = readVitestCounts(reportOf(project))
  passed += counts.passed
  // Whatever went wrong besides a test (a file that does not load, an error after the last test) is a failure too.
  failed += counts.failed === 0 && !ok ? 1 : counts.failed
}

const checks = [
  startCheck('Format and lint', [biome, 'ci', '--colors=off', '.']),
  startCheck('Types', [tsc, '--project', 'tsconfig.json']),
  startCheck("Types of the Slack stand-in's page", [tsc, '--project', 'sim/slack/page/tsconfig.json', '--noEmit']),
  startCheck('Unused code', ['node_modules/knip/bin/knip.js']),
]
// Beside the end-to-end tests, which often wait, one worker has enough to do for as long as they take.
const fastTitle = 'Unit, use case, contract, workflow and architecture tests'
const fast = startCheck(fastTitle, [...vitest('fast'), '--maxWorkers=1'])

console.log('\n== End-to-end tests')
count('e2e', await runCheck(vitest('e2e')))
for (const check of checks) {
  if (await tell(check)) passed += 1
  else failed += 1
}
count('fast', await tell(fast))
rmSync(reports, { recursive: true })

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

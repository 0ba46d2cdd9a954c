// npm test: every check that CI runs. Goes on after a failure; the last line has the counts.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCheck, startCheck } from './run-check.ts'
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

async function run(project: string, title: string): Promise<void> {
  console.log(`\n== ${title}`)
  const ok = await runCheck(vitest(project))
  const counts = readVitestCounts(reportOf(project))
  passed += counts.passed
  // Whatever went wrong besides a test (a file that does not load, an error after the last test) is a failure too.
  failed += counts.failed === 0 && !ok ? 1 : counts.failed
}

// Beside the first tests, not beside those that wait for a program as a person does.
const checks = [
  startCheck('Format and lint', [biome, 'ci', '--colors=off', '.']),
  startCheck('Types', [tsc, '--project', 'tsconfig.json']),
  startCheck("Types of the Slack stand-in's page", [tsc, '--project', 'sim/slack/page/tsconfig.json', '--noEmit']),
  startCheck('Unused code', ['node_modules/knip/bin/knip.js']),
]
await run('fast', 'Unit, use case, contract, workflow and architecture tests')
for (const { title, done } of checks) {
  const { ok, output } = await done
  console.log(`\n== ${title}: ${ok ? 'passed' : 'FAILED'}`)
  if (!ok) console.log(output.trimEnd())
  if (ok) passed += 1
  else failed += 1
}
await run('e2e', 'End-to-end tests')
rmSync(reports, { recursive: true })

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

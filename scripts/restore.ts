// npm run restore -- --from FILE --data DIR: a backup onto a fresh machine; and what was numbered after it.
import { answerRestored, mistakesIn } from '../local/backup/answer-restored.ts'
import { summaryLines } from '../local/backup/register-summary.ts'
import { restore } from '../local/backup/restore.ts'
import { howToAnswer } from '../local/backup/restored-mark.ts'
import { codeVersion } from './build/code-version.ts'
import { type RestoreOptions, readRestoreOptions, usage } from './restore-options.ts'

const options = readRestoreOptions(process.argv.slice(2))
if (options) process.exitCode = await run(options)
else {
  console.error(usage)
  process.exitCode = 2
}

async function run({ from, dataDir, lastKnown }: RestoreOptions): Promise<number> {
  // Where the functions have it from their bundle.
  Object.assign(globalThis, { CLOSING_BELL_CODE: codeVersion() })
  try {
    if (from !== null && !(await restoreAndSay(from, dataDir, lastKnown))) return 1
    return lastKnown.size === 0 ? 0 : await answer(dataDir, lastKnown)
  } catch (error) {
    console.error(`It could not be restored: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}

async function restoreAndSay(from: string, dataDir: string, lastKnown: RestoreOptions['lastKnown']): Promise<boolean> {
  const restored = await restore(from, dataDir)
  if (!restored.ok) {
    console.error(restored.mistake)
    return false
  }
  const { header, mark, registers } = restored
  console.log(`${dataDir} is restored from a backup of ${header.madeAt}, made by ${header.program}.`)
  console.log(`digest: ${mark.copy.digest}`)
  for (const line of registers.flatMap(summaryLines)) console.log(line)
  console.log('Hold the heads against the outcomes in Slack and the notes in Zuora: is there one that is not above?')
  const isAnswered = lastKnown.size > 0 && mistakesIn(lastKnown, mark.registers).length === 0
  if (!isAnswered) for (const line of howToAnswer(dataDir, mark)) console.log(line)
  return true
}

async function answer(dataDir: string, lastKnown: RestoreOptions['lastKnown']): Promise<number> {
  const answered = await answerRestored(dataDir, lastKnown)
  if (!answered.ok) {
    for (const mistake of answered.mistakes) console.error(mistake)
    return 1
  }
  for (const line of answered.lines) console.log(line)
  console.log(`Start it: npm start -- --data ${dataDir}`)
  return 0
}

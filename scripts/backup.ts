// npm run backup -- --data DIR --to FILE: a consistent copy, while the program runs or while it does not.
import { makeBackup } from '../local/backup/make-backup.ts'
import { summaryLines } from '../local/backup/register-summary.ts'
import { codeVersion } from './build/code-version.ts'
import { givenOptions, text } from './given-options.ts'

const usage = `Usage: npm run backup -- --data DIR --to FILE
  --data DIR   the data directory of npm start; the program may run or not
  --to FILE    where the backup goes: a file that is not there yet, or a directory, in which it gets a name with the time`

const { data, to } = givenOptions(process.argv.slice(2), { data: text, to: text }) ?? {}
if (data && to) process.exitCode = await run({ dataDir: data, to })
else {
  console.error(usage)
  process.exitCode = 2
}

async function run({ dataDir, to }: { dataDir: string; to: string }): Promise<number> {
  try {
    const made = await makeBackup({ dataDir, to, now: new Date(), program: codeVersion() })
    if (!made.ok) {
      console.error(made.mistake)
      return 1
    }
    console.log(`${made.file}: ${made.bytes} bytes, written and read back.`)
    console.log(`digest: ${made.digest}`)
    for (const line of made.registers.flatMap(summaryLines)) console.log(line)
    console.log('No token or secret is in it. It names people, as the record does: keep it as you keep the record.')
    return 0
  } catch (error) {
    console.error(`No backup was made: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}

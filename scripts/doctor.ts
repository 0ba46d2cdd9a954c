// npm run doctor -- --stage S: what is wrong, and how to put it right. It changes nothing.
import { fileURLToPath } from 'node:url'
import { openAws } from './doctor/aws/clients.ts'
import { examineMachine, examineStage } from './doctor/examine.ts'
import { readDoctorOptions, usage } from './doctor/options.ts'
import { exitCodeOf, reportOf } from './doctor/report.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const options = readDoctorOptions(process.argv.slice(2))
if (options) process.exitCode = await run(options).catch(couldNotLook)
else {
  console.error(usage)
  process.exitCode = 2
}

/** By the error's name and words: nothing that was asked with stands in them. */
function couldNotLook(error: unknown): number {
  console.error(`It could not look: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`)
  return 2
}

async function run(options: NonNullable<ReturnType<typeof readDoctorOptions>>): Promise<number> {
  const given = process.env.CLOSING_BELL_CONFIG
  const examined =
    options.kind === 'local'
      ? await examineMachine(options, { root, given })
      : await examineStage(options.stage, { root, given, open: openAws })
  if (!examined.ok) {
    for (const mistake of examined.mistakes) console.error(mistake)
    return 2
  }
  console.log(examined.title)
  console.log(reportOf(examined.findings))
  return exitCodeOf(examined.findings)
}

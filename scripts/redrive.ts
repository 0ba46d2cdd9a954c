// npm run redrive -- --stage S: what people did in Slack and was given up; sends it again where that is safe.
import { fileURLToPath } from 'node:url'
import { findStage } from '../local/serverless/stages.ts'
import { whyRefused } from './aws/why-refused.ts'
import { openUndelivered } from './redrive/open-undelivered.ts'
import { redrive } from './redrive/redrive.ts'
import { type RedriveOptions, readRedriveOptions, usage } from './redrive/redrive-options.ts'

const options = readRedriveOptions(process.argv.slice(2))
if (options) process.exitCode = await run(options)
else {
  console.error(usage)
  process.exitCode = 2
}

async function run({ stage, wanted }: RedriveOptions): Promise<number> {
  const found = findStage(fileURLToPath(new URL('../serverless.yml', import.meta.url)), stage)
  if (!found.ok) {
    console.error(found.mistake)
    return 2
  }
  try {
    const queue = await openUndelivered(stage, found.stage.params.region)
    return (await redrive({ wanted }, queue, (line) => console.log(line))) ? 0 : 1
  } catch (error) {
    console.error(`AWS could not be asked. ${whyRefused(error)}`)
    return 2
  }
}

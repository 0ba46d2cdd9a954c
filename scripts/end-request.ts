// npm run end -- --request US-0147 --why TEXT --stage prod: ends a request that does not go on.
import { userInfo } from 'node:os'
import { fileURLToPath } from 'node:url'
import { whyRefused } from './aws/why-refused.ts'
import { askToEnd, findEnder } from './end-request/ask-to-end.ts'
import { type EndOptions, namedBy, readEndOptions, usage } from './end-request/end-options.ts'
import { saidOfEnd } from './end-request/said-of-end.ts'

const serverlessPath = fileURLToPath(new URL('../serverless.yml', import.meta.url))
const options = readEndOptions(process.argv.slice(2), userName())
if (options) process.exitCode = await run(options)
else {
  console.error(usage)
  process.exitCode = 2
}

async function run(asked: EndOptions): Promise<number> {
  const found = findEnder(asked.place, serverlessPath)
  if (!found.ok) {
    console.error(found.mistake)
    return 2
  }
  try {
    const by = namedBy(asked.by, await found.signedInAs())
    const { isDone, words } = saidOfEnd(asked.request, await askToEnd({ ...asked, by }, found))
    console.log(words)
    return isDone ? 0 : 1
  } catch (error) {
    console.error(`It could not be asked. ${whyRefused(error)}`)
    return 2
  }
}

/** In a container there may be no name for the user. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}

// npm run --silent manifest -- --url https://… [--stage S]: slack-manifest.json for a deployment, to be pasted at api.slack.com/apps.
import { fileURLToPath } from 'node:url'
import { manifestOf } from './manifest/manifest-of.ts'
import { readManifestOptions, usage } from './manifest/manifest-options.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const options = readManifestOptions(process.argv.slice(2))
if (options) {
  const made = manifestOf(options, { root, given: process.env.CLOSING_BELL_CONFIG })
  if (made.ok) console.log(JSON.stringify(made.manifest, null, 2))
  else {
    for (const mistake of made.mistakes) console.error(mistake)
    process.exitCode = 1
  }
} else {
  console.error(usage)
  process.exitCode = 2
}

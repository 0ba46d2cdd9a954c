// What the Slack CLI asks for with `slack manifest`, `slack install` and `slack run` (.slack/hooks.json): the manifest on stdout.
import { fileURLToPath } from 'node:url'
import { manifestOf } from '../manifest/manifest-of.ts'
import { manifestWanted } from './manifest-wanted.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const wanted = manifestWanted(process.env)
const made = wanted.ok ? manifestOf(wanted.options, { root, given: process.env.CLOSING_BELL_CONFIG }) : wanted
if (made.ok) console.log(JSON.stringify(made.manifest))
else {
  for (const mistake of made.mistakes) console.error(mistake)
  process.exitCode = 1
}

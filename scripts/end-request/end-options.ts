import { givenOptions, text } from '../given-options.ts'

export const usage = `Usage: npm run end -- --request US-0147 --why TEXT (--stage S [--by NAME] | --data DIR --by NAME)
  --request US-0147   the request that does not go on
  --why TEXT          goes into the record and to the channel
  --by NAME           who ends it; with --stage, your name on this machine if not given
  --stage S           a stage of serverless.yml, with your AWS credentials
  --data DIR          the data directory of npm start, which runs
docs/runbook.md, "Ending a request by hand", says when.`

export type EndPlace = { kind: 'aws'; stage: string } | { kind: 'local'; dataDir: string }
export type EndOptions = { request: string; why: string; by: string; place: EndPlace }

/** Undefined where they make no sense. `userName`: whoever runs it; where the bot runs, that may be root, or the bot's own. */
export function readEndOptions(args: readonly string[], userName: string): EndOptions | undefined {
  const options = { request: text, why: text, by: text, stage: text, data: text }
  const { request = '', why = '', stage, data, by = stage ? userName : '' } = givenOptions(args, options) ?? {}
  if (!/^[A-Za-z][A-Za-z0-9]*-\d{4,9}$/.test(request) || why.trim() === '' || by.trim() === '') return undefined
  const asked = { request: request.toUpperCase(), why: why.trim(), by: by.trim() }
  if (stage && data === undefined) return { ...asked, place: { kind: 'aws', stage } }
  return data && !stage ? { ...asked, place: { kind: 'local', dataDir: data } } : undefined
}

/** A name is what somebody says of themselves; beside it stands whom AWS takes them for. */
export function namedBy(by: string, signedInAs: string | null): string {
  return signedInAs === null ? by : `${by} (${signedInAs})`
}

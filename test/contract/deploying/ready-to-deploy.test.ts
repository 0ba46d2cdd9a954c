import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readDeployOptions } from '../../../scripts/deploy/deploy-options.ts'
import { readyToDeploy } from '../../../scripts/deploy/ready-to-deploy.ts'

let dir: string
let configPath: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ready-'))
  configPath = join(dir, 'closing-bell.yml')
  writeFileSync(
    configPath,
    readFileSync('closing-bell.example.yml', 'utf8').replace('T0LOCAL', 'T0ACME').replace('holidays: US, ', ''),
  )
})
afterEach(() => rmSync(dir, { recursive: true }))

test('what is deployed is what the table says of the stage, and its own configuration', () => {
  const found = readyToDeploy('sandbox', { root: process.cwd(), given: configPath })
  expect(found).toMatchObject({
    ok: true,
    ready: { stage: 'sandbox', region: 'us-east-1', zuoraBaseUrl: 'https://rest.apisandbox.zuora.com', configPath },
  })
})

test.each([
  ['the example', 'T0LOCAL', /slack\.team is T0LOCAL, the workspace of the example/],
  ['a mistake', 'acme', /closing-bell\.yml: slack\.team: must be a workspace id/],
])('a configuration that is %s is refused before anything is built', (_what, team, mistake) => {
  writeFileSync(configPath, readFileSync('closing-bell.example.yml', 'utf8').replace('T0LOCAL', team))
  const found = readyToDeploy('sandbox', { root: process.cwd(), given: configPath })
  expect(found).toMatchObject({ ok: false, mistakes: [expect.stringMatching(mistake)] })
})

test('two stages in one workspace have commands of different names: Slack would send one to the other', () => {
  for (const part of ['serverless.yml', 'infra', 'src']) symlinkSync(resolve(part), join(dir, part))
  const sandbox = join(dir, 'closing-bell.sandbox.yml')
  const text = readFileSync(configPath, 'utf8')
  writeFileSync(sandbox, text)
  const place = { root: dir, given: undefined }
  expect(readyToDeploy('sandbox', place)).toEqual({
    ok: false,
    mistakes: [
      `${sandbox}: slack.command is that of stage prod, in the same workspace. Slack sends a command to the app that was installed last: give each its own, such as /period-sandbox.`,
    ],
  })
  writeFileSync(sandbox, text.replace('team: T0ACME', 'team: T0ACME, command: /period-sandbox'))
  expect(readyToDeploy('sandbox', place)).toMatchObject({ ok: true })
  writeFileSync(sandbox, text.replace('T0ACME', 'T0OTHER'))
  expect(readyToDeploy('prod', place)).toMatchObject({ ok: true })
})

test('credentials of its own that serverless.yml does not give are missed here, not by a function', () => {
  const text = readFileSync(configPath, 'utf8').replace('orgIds: [] }', 'orgIds: [], credentials: own }')
  writeFileSync(configPath, text)
  const found = readyToDeploy('sandbox', { root: process.cwd(), given: configPath })
  expect(found).toMatchObject({
    ok: false,
    mistakes: [expect.stringContaining('ZUORA_US_CLIENT_ID'), expect.anything()],
  })
})

test.each([
  [['--stage', 'prod'], { stage: 'prod', profile: undefined, dryRun: false }],
  [['--stage', 'prod', '--profile', 'finance'], { stage: 'prod', profile: 'finance' }],
  [['--stage', 'prod', '--dry-run'], { stage: 'prod', dryRun: true }],
  [[], undefined],
  [['--dry-run'], undefined],
  [['--stage', 'prod', '--param', 'zuora-base-url=https://rest.zuora.com'], undefined],
  [['--stage', 'prod', '--force'], undefined],
])('the options %j are %j', (args, options) => {
  const read = readDeployOptions(args)
  if (options === undefined) expect(read).toBeUndefined()
  else expect(read).toMatchObject(options)
})

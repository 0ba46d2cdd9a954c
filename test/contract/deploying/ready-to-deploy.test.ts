import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DeployOptions, readDeployOptions } from '../../../scripts/deploy/deploy-options.ts'
import { type Ready, readyToDeploy } from '../../../scripts/deploy/ready-to-deploy.ts'

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

const asked: DeployOptions = { stage: 'sandbox', region: undefined, profile: undefined, params: [], dryRun: false }

function ready(changes: Partial<DeployOptions>): Ready {
  const found = readyToDeploy({ ...asked, ...changes }, { root: process.cwd(), given: configPath })
  if (!found.ok) throw new Error(found.mistakes.join('\n'))
  return found.ready
}

test('another region and other parameters go to osls as they are given', () => {
  const given = ready({ region: 'eu-central-1', params: ['zuora-base-url=https://rest.test.eu.zuora.com'] })
  expect(given.zuoraBaseUrl).toBe('https://rest.test.eu.zuora.com')
  expect(given.oslsArguments.join(' ')).toBe(
    '--stage sandbox --region eu-central-1 --param zuora-base-url=https://rest.test.eu.zuora.com',
  )
})

test.each([
  ['the example', 'T0LOCAL', /slack\.team is T0LOCAL, the workspace of the example/],
  ['a mistake', 'acme', /closing-bell\.yml: slack\.team: must be a workspace id/],
])('a configuration that is %s is refused before anything is built', (_what, team, mistake) => {
  writeFileSync(configPath, readFileSync('closing-bell.example.yml', 'utf8').replace('T0LOCAL', team))
  const found = readyToDeploy(asked, { root: process.cwd(), given: configPath })
  expect(found).toMatchObject({ ok: false, mistakes: [expect.stringMatching(mistake)] })
})

test('credentials of its own that serverless.yml does not give are missed here, not by a function', () => {
  const text = readFileSync(configPath, 'utf8').replace('orgIds: [] }', 'orgIds: [], credentials: own }')
  writeFileSync(configPath, text)
  const found = readyToDeploy(asked, { root: process.cwd(), given: configPath })
  expect(found).toMatchObject({
    ok: false,
    mistakes: [expect.stringContaining('ZUORA_US_CLIENT_ID'), expect.anything()],
  })
})

test.each([
  [['--stage', 'prod'], { stage: 'prod', region: undefined, params: [], dryRun: false }],
  [['--stage', 'prod', '--profile', 'finance'], { stage: 'prod', profile: 'finance' }],
  [['--stage', 'prod', '--dry-run', '--param', 'a=b', '--param', 'c=d'], { params: ['a=b', 'c=d'], dryRun: true }],
  [[], undefined],
  [['--dry-run'], undefined],
  [['--stage', 'prod', '--param', 'a'], undefined],
  [['--stage', 'prod', '--force'], undefined],
])('the options %j are %j', (args, options) => {
  const read = readDeployOptions(args)
  if (options === undefined) expect(read).toBeUndefined()
  else expect(read).toMatchObject(options)
})

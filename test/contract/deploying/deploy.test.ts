import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whyRefused } from '../../../scripts/aws/why-refused.ts'
import { oslsDeploy, oslsPackage } from '../../../scripts/build/osls.ts'
import { awsAccount } from '../../../scripts/deploy/aws-account.ts'
import { deploy, type Steps } from '../../../scripts/deploy/deploy.ts'
import { type Ready, readyToDeploy } from '../../../scripts/deploy/ready-to-deploy.ts'
import { manifestOf } from '../../../scripts/manifest/manifest-of.ts'

const url = 'https://abc123.execute-api.us-east-1.amazonaws.com/slack/events'
let dir: string
let configPath: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deploy-'))
  configPath = join(dir, 'closing-bell.yml')
  writeFileSync(
    configPath,
    readFileSync('closing-bell.example.yml', 'utf8').replace('T0LOCAL', 'T0ACME').replace('holidays: US, ', ''),
  )
})
afterEach(() => rmSync(dir, { recursive: true }))

function ready(): Ready {
  const found = readyToDeploy('sandbox', { root: process.cwd(), given: configPath })
  if (!found.ok) throw new Error(found.mistakes.join('\n'))
  return found.ready
}

/** Every step goes well, unless the test says otherwise; what was done and said, in order. */
function openSteps(changes: Partial<Steps> = {}) {
  const done: string[] = []
  const said: string[] = []
  const steps: Steps = {
    package: async ({ stage, code }) => void done.push(`package ${stage} ${code}`),
    checkTemplate: (path) => {
      done.push(`check ${path}`)
      return []
    },
    aws: {
      whoAmI: async () => ({ account: '123456789012', arn: 'arn:aws:iam::123456789012:user/kim' }),
      outputsOf: async (stack) => (stack === 'closing-bell-sandbox' ? { SlackRequestUrl: url } : {}),
    },
    osls: async ({ templateDir, stage, code }) => {
      done.push(`osls ${templateDir} ${stage} ${code}`)
      return 0
    },
    manifest: (address) =>
      manifestOf(
        { to: { kind: 'address', url: address }, stage: 'sandbox' },
        { root: process.cwd(), given: configPath },
      ),
    say: (line) => void said.push(line),
    ...changes,
  }
  return { steps, done, said }
}

const place = { root: '/p', dryRun: false, code: '0.1.0 1a2b3c4d5e6f' }

test('it builds and checks, then deploys what was built, then says the address and what to paste where', async () => {
  const { steps, done, said } = openSteps()
  expect(await deploy(ready(), place, steps)).toBe(true)
  expect(done).toEqual([
    'package sandbox 0.1.0 1a2b3c4d5e6f',
    'check /p/.serverless/cloudformation-template-update-stack.json',
    'osls /p/.serverless sandbox 0.1.0 1a2b3c4d5e6f',
  ])
  expect(said[0]).toBe(
    `Stage sandbox, region us-east-1, Zuora https://rest.apisandbox.zuora.com, configuration ${configPath}: it is valid.`,
  )
  expect(said).toContain('Version 0.1.0 1a2b3c4d5e6f.')
  expect(said).toContain('AWS account 123456789012, as arn:aws:iam::123456789012:user/kim.')
  expect(said).toContain(`Request URL: ${url}`)
  const steps_ = said.join('\n')
  expect(steps_).toContain(`npm run --silent manifest -- --url ${url} --stage sandbox`)
  expect(steps_).toContain('npm run secrets -- --stage sandbox')
  expect(steps_).toContain('/invite @Closing Bell sandbox')
  expect(steps_).toContain('npm run doctor -- --stage sandbox')
})

test('a dry run does all but that, and needs no AWS account', async () => {
  const nobody = async () => {
    throw new Error('nothing is asked of AWS')
  }
  const { steps, done, said } = openSteps({ aws: { whoAmI: nobody, outputsOf: nobody } })
  expect(await deploy(ready(), { ...place, dryRun: true }, steps)).toBe(true)
  expect(done.map((each) => each.split(' ')[0])).toEqual(['package', 'check'])
  expect(said.at(-1)).toBe('A dry run: nothing was deployed.')
})

test('a template that AWS would refuse is not deployed', async () => {
  const { steps, done, said } = openSteps({ checkTemplate: () => ['E3003 Table: KeySchema is missing'] })
  expect(await deploy(ready(), place, steps)).toBe(false)
  expect(done.filter((each) => each.startsWith('osls'))).toEqual([])
  expect(said.slice(-2)).toEqual([
    'E3003 Table: KeySchema is missing',
    'The template is not as AWS wants it: nothing was deployed.',
  ])
})

test('what cannot be built is not deployed, and says why', async () => {
  const { steps, done, said } = openSteps({
    package: async () => {
      throw new Error('osls package ended with 1\nCannot resolve variable')
    },
  })
  expect(await deploy(ready(), place, steps)).toBe(false)
  expect(done).toEqual([])
  expect(said.at(-1)).toBe(
    'osls package ended with 1\nCannot resolve variable\nIt could not be built: nothing was deployed.',
  )
})

test('what is in no commit is deployed, and named', async () => {
  const { steps, said } = openSteps()
  await deploy(ready(), { ...place, code: '0.1.0 1a2b3c4d5e6f-dirty' }, steps)
  expect(said[1]).toBe(
    'Version 0.1.0 1a2b3c4d5e6f-dirty. It has changes that are in no commit: the record will say so.',
  )
})

test('without credentials nothing is built, and the ways to sign in are named', async () => {
  const whoAmI = async () => {
    throw Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    })
  }
  const { steps, done, said } = openSteps({ aws: { whoAmI, outputsOf: async () => ({}) } })
  expect(await deploy(ready(), place, steps)).toBe(false)
  expect(done).toEqual([])
  expect(said.at(-1)).toMatch(
    /^AWS does not say who you are\. CredentialsProviderError: Could not load credentials from any providers\. Sign in \(aws sso login\), .*Nothing was deployed\.$/,
  )
})

test.each([
  [{ name: 'Error', code: 'ENOTFOUND' }, /is the region right/],
  [{ name: 'TimeoutError' }, /is the region right/],
  [{ name: 'ExpiredTokenException' }, /are they expired, or of another account\?.*aws sso login/],
])('%o is told with the way out', (names, way) => {
  expect(whyRefused(Object.assign(new Error('getaddrinfo'), names))).toMatch(way)
})

test('what has nothing to do with AWS is told in its own words alone', () => {
  expect(whyRefused(Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }))).toBe(
    'Error: EACCES: permission denied.',
  )
})

test('a deployment that failed says that what ran before goes on, and where to look', async () => {
  const { steps, said } = openSteps({ osls: async () => 1 })
  expect(await deploy(ready(), place, steps)).toBe(false)
  expect(said.at(-1)).toContain('What ran before goes on')
  expect(said.at(-1)).toContain('closing-bell-sandbox → Events')
})

test('a deployment whose outputs cannot be read is one nevertheless', async () => {
  const { aws } = openSteps().steps
  const outputsOf = async () => {
    throw new Error('cloudformation:DescribeStacks is not allowed')
  }
  const { steps, said } = openSteps({ aws: { ...aws, outputsOf } })
  expect(await deploy(ready(), place, steps)).toBe(true)
  expect(said.at(-1)).toContain('Outputs shows SlackRequestUrl')
})

test('osls is run in the folder of the project, with the packages that were built and their version', async () => {
  const program = join(dir, 'osls.mjs')
  const seen = join(dir, 'seen.json')
  writeFileSync(
    program,
    `import { writeFileSync } from 'node:fs'
const { CLOSING_BELL_BUILD, CLOSING_BELL_CODE } = process.env
writeFileSync(${JSON.stringify(seen)}, JSON.stringify([process.cwd(), CLOSING_BELL_BUILD, CLOSING_BELL_CODE, ...process.argv.slice(2)]))
if (process.argv.includes('package')) console.log('why not')
process.exit(process.argv.includes('prod') ? 0 : 3)`,
  )
  const built = { buildDir: '/b', templateDir: '/t', code: '0.1.0 1a2b', program }
  expect(await oslsDeploy({ ...built, stage: 'prod' })).toBe(0)
  expect(JSON.parse(readFileSync(seen, 'utf8'))).toEqual([
    ...[process.cwd(), '/b', '0.1.0 1a2b', 'deploy', '--package', '/t', '--stage', 'prod'],
  ])
  expect(await oslsDeploy(built)).toBe(3)
  await expect(oslsPackage(built)).rejects.toThrow('osls package ended with 3\nwhy not')
  expect(existsSync('node_modules/osls/bin/serverless.js')).toBe(true)
})

const stackXml = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
<StackName>closing-bell-prod</StackName><CreationTime>2026-11-21T00:00:00Z</CreationTime><StackStatus>UPDATE_COMPLETE</StackStatus>
<Outputs><member><OutputKey>SlackRequestUrl</OutputKey><OutputValue>${url}</OutputValue></member></Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`
const identityXml = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::123456789012:user/kim</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`

test('the account and the outputs are what the SDK is answered', async () => {
  const server = createServer((request, response) => {
    request.setEncoding('utf8')
    let body = ''
    request.on('data', (text: string) => (body += text))
    request.on('end', () => response.end(body.includes('DescribeStacks') ? stackXml : identityXml))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const aws = awsAccount('us-east-1', { endpoint: `http://127.0.0.1:${port}`, credentials })
    expect(await aws.whoAmI()).toEqual({ account: '123456789012', arn: 'arn:aws:iam::123456789012:user/kim' })
    expect(await aws.outputsOf('closing-bell-prod')).toEqual({ SlackRequestUrl: url })
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

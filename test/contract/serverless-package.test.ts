import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Bundle } from '../../scripts/build/bundle.ts'
import { checkTemplate } from '../../scripts/build/check-template.ts'
import { compileConfig } from '../../scripts/build/compile-config.ts'
import { packageFunctions } from '../../scripts/build/package-functions.ts'
import { settingNames } from '../../src/runtime/settings.ts'
import { readStack } from './packaged/packaged-stack.ts'
import { roleFacts } from './packaged/role-facts.ts'

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
})
const functionSchema = z.object({
  Handler: z.string(),
  Runtime: z.string(),
  Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
})
const roleSchema = z.object({
  Policies: z.array(
    z.object({
      PolicyDocument: z.object({
        Statement: z.array(z.object({ Action: z.union([z.string(), z.array(z.string())]), Resource: z.unknown() })),
      }),
    }),
  ),
})

const names = [
  'slack',
  'respond',
  'advance',
  'request-approval',
  'announce',
  'wake',
  'reconcile',
  'remind',
  'check',
  'export',
  'note-restored',
  'end-request',
] as const
type Name = (typeof names)[number]

let dir: string
let templatePath: string
let bundles: Bundle[]
let resources: z.infer<typeof templateSchema>['Resources']

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'serverless-package-'))
  const config = compileConfig('closing-bell.example.yml')
  if (!config.ok) throw new Error(config.mistakes.join('\n'))
  const templateDir = join(dir, 'template')
  bundles = await packageFunctions({ configJson: config.json, buildDir: join(dir, 'build'), templateDir })
  templatePath = join(templateDir, 'cloudformation-template-update-stack.json')
  resources = templateSchema.parse(JSON.parse(readFileSync(templatePath, 'utf8'))).Resources
}, 60_000)
afterAll(() => rmSync(dir, { recursive: true }))

function deployed(name: Name): z.infer<typeof functionSchema> {
  const logicalId = `${name.charAt(0).toUpperCase()}${name.slice(1).replace('-', 'Dash')}LambdaFunction`
  return functionSchema.parse(resources[logicalId]?.Properties)
}

/** The statements of a function's own role. */
function allowed(name: Name): { action: string; resource: unknown }[] {
  const role = roleSchema.parse(resources[deployed(name).Role['Fn::GetAtt'][0]]?.Properties)
  const statements = role.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
  return statements.flatMap(({ Action, Resource }) => [Action].flat().map((action) => ({ action, resource: Resource })))
}

function ofType(type: string): [string, unknown][] {
  return Object.entries(resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, resource]) => [logicalId, resource.Properties])
}

test('the template is valid', () => {
  expect(checkTemplate(templatePath)).toEqual([])
}, 60_000)

test('each function has its handler, and each handler its function', () => {
  const handlers = readdirSync('src/handlers').filter((file) => file.endsWith('.ts'))
  expect(handlers.toSorted()).toEqual(names.map((name) => `${name}.ts`).toSorted())
  for (const name of names) {
    expect(deployed(name)).toMatchObject({ Handler: `src/handlers/${name}.handler`, Runtime: 'nodejs24.x' })
    expect(statSync(join(dir, 'build', name, `src/handlers/${name}.cjs`)).size).toBeGreaterThan(0)
    expect(statSync(join(dir, 'build', `${name}.zip`)).size).toBeGreaterThan(0)
  }
  expect(ofType('AWS::Lambda::Function')).toHaveLength(names.length)
})

roleFacts(() => readStack(resources, bundles))

test.each(names)('%s has exactly the settings that it reads', (name) => {
  const { Variables } = deployed(name).Environment
  expect(Object.keys(Variables).toSorted()).toEqual([...settingNames[name]].toSorted())
})

test('events may be put on one bus, by default on none that anybody has', () => {
  const resource = allowed('remind').find(({ action }) => action === 'events:PutEvents')?.resource
  expect(JSON.stringify(resource)).toContain(':event-bus/none')
})

test('the function that faces the internet knows no Zuora, no table and no workflow', () => {
  expect(JSON.stringify(deployed('slack').Environment)).not.toMatch(/zuora|table|state_machine|states/i)
  expect(JSON.stringify(allowed('slack'))).not.toMatch(/zuora|dynamodb|table|states/i)
  const inputs = bundles.find(({ name }) => name === 'slack')?.inputs ?? []
  expect(inputs.filter((path) => /^src\/(zuora|store|workflow)\/|@aws-sdk/.test(path))).toEqual([])
})

test('the slack bundle is without web servers and Socket Mode, and under 350 kB', () => {
  expect(statSync(join(dir, 'build/slack/src/handlers/slack.cjs')).size).toBeLessThan(350 * 1024)
})

test('the function that checks looks and changes nothing', () => {
  const writing = /:(?:Put(?!LogEvents|Trace|Telemetry)|Update|Delete|Start|Send|Invoke)/
  expect(allowed('check').filter(({ action }) => writing.test(action))).toEqual([])
})

test('what a picture is drawn with lies in the packages of those that show Homes, and in no other', () => {
  const drawing = bundles.filter(({ inputs }) => inputs.some((path) => path.startsWith('src/picture/')))
  expect(drawing.map(({ name }) => name).toSorted()).toEqual(['respond', 'wake'])
  expect(bundles.filter(({ beside }) => beside.some((path) => /\.(wasm|ttf)$/.test(path)))).toEqual(drawing)
  const sizeOf = (name: Name) => statSync(join(dir, 'build', `${name}.zip`)).size
  expect(sizeOf('wake')).toBeGreaterThan(1_000_000)
  expect(sizeOf('request-approval')).toBeLessThan(300_000)
})

test('no bundle holds the holidays of the world', () => {
  const inputs = bundles.flatMap((bundle) => bundle.inputs)
  expect(inputs.filter((path) => /date-holidays|moment/.test(path))).toEqual([])
})

test('the record is kept: protected, encrypted, recoverable, and not deleted with the stack', () => {
  expect(resources.Table).toMatchObject({
    Properties: {
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'deleteAfter', Enabled: true },
    },
  })
  expect(JSON.parse(readFileSync(templatePath, 'utf8')).Resources.Table.DeletionPolicy).toBe('Retain')
})

test('the state machine is the very file of the source', () => {
  const [[, stateMachine] = []] = ofType('AWS::StepFunctions::StateMachine')
  const definition: unknown = JSON.parse(readFileSync('src/workflow/period-request.asl.json', 'utf8'))
  expect(stateMachine).toMatchObject({ StateMachineType: 'STANDARD', Definition: definition })
})

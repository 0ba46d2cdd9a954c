import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { parseCloudFormationYaml } from './cloudformation-yaml.ts'

export type DeployedFunction = {
  name: string
  /** The handler's file without extension, from the root of the project: `src/handlers/slack`. */
  source: string
  timeoutSeconds: number
  memoryMb: number
  /** How often a failed asynchronous event is tried again. */
  maximumRetryAttempts: number
  /** The names, as they are deployed; the values are a matter of the place. */
  environmentNames: readonly string[]
}
export type Route = { method: string; path: string; functionName: string }
export type Schedule = { name: string; expression: string; functionName: string }
export type StateMachine = {
  name: string
  definition: unknown
  functionBySubstitution: Readonly<Record<string, string>>
}
/** `isConditional`: whether it is deployed depends on the stage's parameters. */
export type Resource = { logicalId: string; type: string; properties: unknown; isConditional: boolean }
export type ServerlessFile = {
  functions: readonly DeployedFunction[]
  routes: readonly Route[]
  schedules: readonly Schedule[]
  stateMachine: StateMachine
  /** What DynamoDB's CreateTable takes, without the name. */
  table: z.infer<typeof tableSchema>
  /** All that are written there; osls adds those that functions need. */
  resources: readonly Resource[]
}

const getAtt = z
  .object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) })
  .transform((it) => it['Fn::GetAtt'][0])

const functionSchema = z.object({
  handler: z.string().regex(/^[\w/-]+\.handler$/),
  timeout: z.number().optional(),
  memorySize: z.number().optional(),
  maximumRetryAttempts: z.number().default(2),
  environment: z.record(z.string(), z.unknown()),
  events: z.array(z.object({ httpApi: z.string().regex(/^[A-Z]+ \//) })).default([]),
})

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
const tableSchema = z.object({
  BillingMode: z.literal('PAY_PER_REQUEST'),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(
    z.object({
      IndexName: z.string(),
      KeySchema: keySchema,
      Projection: z.object({ ProjectionType: z.enum(['ALL']) }),
    }),
  ),
})

const stateMachineSchema = z.object({
  StateMachineName: z.string(),
  Definition: z.string().regex(/^\$\{file\(.+\)\}$/),
  DefinitionSubstitutions: z.record(z.string(), getAtt),
})

const scheduleSchema = z.object({ ScheduleExpression: z.string(), Target: z.object({ Arn: getAtt }) })

const resourcesSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.unknown(), Condition: z.string().optional() }),
  ),
})
const fileSchema = z.object({
  provider: z.object({ timeout: z.number(), memorySize: z.number() }),
  functions: z.record(z.string(), functionSchema),
  resources: z.array(z.union([z.string().regex(/^\$\{file\(.+\)\}$/), resourcesSchema])),
})

/** Reads serverless.yml. Throws when it says something that is not run on one machine: better than a silent difference. */
export function readServerlessFile(path: string): ServerlessFile {
  const file = fileSchema.parse(parseCloudFormationYaml(readFileSync(path, 'utf8')))
  const names = Object.keys(file.functions)
  const resources = file.resources.flatMap((part) => Object.entries(resourcesIn(part, dirname(path))))
  const ofType = (type: string) => resources.filter(([, resource]) => resource.Type === type)
  const functionOf = (logicalId: string) => {
    const name = names.find((candidate) => lambdaLogicalId(candidate) === logicalId)
    if (name === undefined) throw new Error(`serverless.yml: ${logicalId} is not one of its functions`)
    return name
  }
  return {
    functions: Object.entries(file.functions).map(([name, it]) => ({
      name,
      source: it.handler.replace(/\.handler$/, ''),
      timeoutSeconds: it.timeout ?? file.provider.timeout,
      memoryMb: it.memorySize ?? file.provider.memorySize,
      maximumRetryAttempts: it.maximumRetryAttempts,
      environmentNames: Object.keys(it.environment),
    })),
    routes: Object.entries(file.functions).flatMap(([functionName, it]) =>
      it.events.map(({ httpApi }) => {
        const [method = '', path = ''] = httpApi.split(' ')
        return { method, path, functionName }
      }),
    ),
    schedules: ofType('AWS::Scheduler::Schedule').map(([name, resource]) => {
      const { ScheduleExpression, Target } = scheduleSchema.parse(resource.Properties)
      return { name, expression: ScheduleExpression, functionName: functionOf(Target.Arn) }
    }),
    stateMachine: readStateMachine(onlyOne(ofType('AWS::StepFunctions::StateMachine')), dirname(path), functionOf),
    table: tableSchema.parse(onlyOne(ofType('AWS::DynamoDB::Table'))),
    resources: resources.map(([logicalId, { Type, Properties, Condition }]) => ({
      logicalId,
      type: Type,
      properties: Properties,
      isConditional: Condition !== undefined,
    })),
  }
}

/** A part of the resources stands here, or in a file of its own. */
function resourcesIn(part: string | z.infer<typeof resourcesSchema>, root: string) {
  if (typeof part !== 'string') return part.Resources
  return resourcesSchema.parse(parseCloudFormationYaml(readFileSync(fileNamed(part, root), 'utf8'))).Resources
}

/** `${file(./infra/watching.yml)}` */
function fileNamed(reference: string, root: string): string {
  return join(root, reference.slice('${file('.length, -')}'.length))
}

function readStateMachine(properties: unknown, root: string, functionOf: (logicalId: string) => string): StateMachine {
  const { StateMachineName, Definition, DefinitionSubstitutions } = stateMachineSchema.parse(properties)
  return {
    name: StateMachineName.replace(/\$\{sls:stage\}/, 'local'),
    definition: JSON.parse(readFileSync(fileNamed(Definition, root), 'utf8')),
    functionBySubstitution: Object.fromEntries(
      Object.entries(DefinitionSubstitutions).map(([name, logicalId]) => [name, functionOf(logicalId)]),
    ),
  }
}

function onlyOne(found: [string, { Properties?: unknown }][]): unknown {
  const [first, ...others] = found
  if (first === undefined || others.length > 0) throw new Error(`serverless.yml: expected one, found ${found.length}`)
  return first[1].Properties
}

/** How osls and Serverless name a function's resource: `request-approval` → `RequestDashapprovalLambdaFunction`. */
function lambdaLogicalId(name: string): string {
  const normalized = name.replaceAll('-', 'Dash').replaceAll('_', 'Underscore')
  return `${normalized.charAt(0).toUpperCase()}${normalized.slice(1)}LambdaFunction`
}

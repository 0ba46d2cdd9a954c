import { z } from 'zod'
import type { Bundle } from '../../../scripts/build/bundle.ts'

const getAtt = z
  .object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) })
  .transform((it) => it['Fn::GetAtt'][0])
const ref = z.object({ Ref: z.string() }).transform((it) => it.Ref)

const functionSchema = z.object({
  FunctionName: z.string(),
  Handler: z.string().regex(/^src\/handlers\/[\w-]+\.handler$/),
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  MemorySize: z.number(),
  Timeout: z.number(),
  TracingConfig: z.object({ Mode: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  Role: getAtt,
})
const statement = z.object({
  Effect: z.literal('Allow'),
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.unknown(),
})
const roleSchema = z.object({
  Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) })),
  ManagedPolicyArns: z.array(z.string()).max(0).optional(),
})
const invokeConfig = z.object({
  FunctionName: ref,
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: getAtt }) }).optional(),
})
const schedule = z.object({
  Target: z.object({ Arn: getAtt, RoleArn: getAtt, DeadLetterConfig: z.object({ Arn: getAtt }) }),
})
const stateMachine = z.object({ RoleArn: getAtt, DefinitionSubstitutions: z.record(z.string(), getAtt) })
const logGroup = z.object({ LogGroupName: z.string(), RetentionInDays: z.number() })

export type Resources = Readonly<
  Record<string, { Type: string; Properties?: Readonly<Record<string, unknown>> | undefined }>
>
export type PackagedFunction = z.infer<typeof functionSchema> & { logicalId: string; name: string; bundle: Bundle }

function ofType<T>(resources: Resources, type: string, schema: z.ZodType<T>): [string, T][] {
  return Object.entries(resources).flatMap(([logicalId, { Type, Properties }]) =>
    Type === type ? [[logicalId, schema.parse(Properties)]] : [],
  )
}

/** The template that was packaged, with what is in each function's bundle. */
export function readStack(resources: Resources, bundles: readonly Bundle[]) {
  return {
    functions: ofType(resources, 'AWS::Lambda::Function', functionSchema).map(([logicalId, properties]) => {
      const name = properties.Handler.replace(/^src\/handlers\/(.*)\.handler$/, '$1')
      const bundle = bundles.find((one) => one.name === name)
      if (!bundle) throw new Error(`${logicalId} has no bundle`)
      return { ...properties, logicalId, name, bundle }
    }),
    roles: new Map(ofType(resources, 'AWS::IAM::Role', roleSchema).map(([id, role]) => [id, permissionsOf(role)])),
    invokeConfigs: ofType(resources, 'AWS::Lambda::EventInvokeConfig', invokeConfig).map(([, config]) => config),
    schedules: ofType(resources, 'AWS::Scheduler::Schedule', schedule).map(([, { Target }]) => Target),
    stateMachines: ofType(resources, 'AWS::StepFunctions::StateMachine', stateMachine).map(([, machine]) => machine),
    logGroups: new Map(ofType(resources, 'AWS::Logs::LogGroup', logGroup)),
  }
}

export type Stack = ReturnType<typeof readStack>

/** One action on one resource: `dynamodb:GetItem on Table`. */
function permissionsOf({ Policies }: z.infer<typeof roleSchema>): string[] {
  return Policies.flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} on ${textOf(resource)}`)),
    ),
  ).toSorted()
}

/** A reference by its name; an ARN that was put together by what comes behind region and account. */
function textOf(resource: unknown): string {
  const attribute = getAtt.safeParse(resource)
  if (attribute.success) return attribute.data
  const composed = z.object({ 'Fn::Sub': z.string() }).safeParse(resource)
  if (!composed.success) return String(resource)
  return composed.data['Fn::Sub'].replace(/^arn:\$\{AWS::Partition\}:\w+:\$\{AWS::Region\}:\$\{AWS::AccountId\}:/, '')
}

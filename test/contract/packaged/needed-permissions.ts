import { readFileSync } from 'node:fs'
import type { PackagedFunction, Stack } from './packaged-stack.ts'

const machine = 'closing-bell-dev-period-request'
const resourceOfWorkflow: Readonly<Record<string, string>> = {
  StartExecution: `stateMachine:${machine}`,
  SendTaskSuccess: `stateMachine:${machine}`,
  DescribeExecution: `execution:${machine}:*`,
}
const sourceOf = (path: string) => readFileSync(path, 'utf8')

/** What a function's bundle can ask of AWS: the commands of the SDK that are in it, and the calls that it signs itself. */
export function neededBy(it: PackagedFunction, stack: Stack): string[] {
  const logGroup = [...stack.logGroups].find(
    ([, { LogGroupName }]) => LogGroupName === `/aws/lambda/${it.FunctionName}`,
  )
  const destinations = stack.invokeConfigs.filter(({ FunctionName }) => FunctionName === it.logicalId)
  return [
    ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => `${action} on ${logGroup?.[0]}`),
    // These two know no resource.
    ...(it.TracingConfig.Mode === 'Active' ? ['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *'] : []),
    ...destinations.flatMap(({ DestinationConfig }) =>
      DestinationConfig ? [`sqs:SendMessage on ${DestinationConfig.OnFailure.Destination}`] : [],
    ),
    ...ofSdk(it),
    ...ofSignedCalls(it),
  ].toSorted()
}

function ofSdk({ bundle }: PackagedFunction): string[] {
  const asked = bundle.inputs.flatMap((path) => {
    const found = /\/@aws-sdk\/client-([\w-]+)\/.*\/commands\/(\w+)Command\.js$/.exec(path)
    return found?.[1] && found[2] ? [{ client: found[1], command: found[2] }] : []
  })
  return asked.flatMap(({ client, command }) => {
    // The client finds its own address with this one only where that is switched on.
    if (command === 'DescribeEndpoints') return []
    if (client === 'sfn') return [`states:${command} on ${resourceOfWorkflow[command]}`]
    if (client !== 'dynamodb') throw new Error(`Which permissions does client-${client} need?`)
    const indexes = command === 'Query' ? indexesIn(bundle.inputs).map((index) => `\${Table.Arn}/index/${index}`) : []
    return ['Table', ...indexes].map((resource) => `dynamodb:${command} on ${resource}`)
  })
}

/** The indexes that the adapters in a bundle ask by name. */
function indexesIn(inputs: readonly string[]): string[] {
  const sources = inputs.filter((path) => path.startsWith('src/store/')).map(sourceOf)
  const named = sources.flatMap((text) => [...text.matchAll(/\b(?:IndexName|name): '(open|by-period)'/g)])
  return [...new Set(named.flatMap(([, index]) => index ?? []))]
}

/** The services that calls are signed for, by what is said where they are. */
function ofSignedCalls(it: PackagedFunction): string[] {
  const sources = it.bundle.inputs.filter((path) => path.startsWith('src/')).map(sourceOf)
  const services = new Set(
    sources.flatMap((text) => [...text.matchAll(/\bsignedFor\('(\w+)'\)/g)].map(([, name]) => name)),
  )
  const { Variables } = it.Environment
  return [...services].flatMap((service) => {
    if (service === 'ssm') return secretsOf(Variables).map((path) => `ssm:GetParameters on parameter${path}`)
    if (service === 'lambda') return [`lambda:InvokeFunction on ${Object(Variables.RESPOND_FUNCTION).Ref}`]
    if (service === 'events') return ['events:PutEvents on event-bus/none']
    throw new Error(`Which permissions do calls of ${service} need?`)
  })
}

/** The paths of its own secrets; of Zuora's, that of all entities, which are a matter of the configuration. */
function secretsOf(variables: Readonly<Record<string, unknown>>): string[] {
  const paths = Object.values(variables)
    .map(String)
    .flatMap((value) => (value.startsWith('ssm:') ? [value.slice(4)] : []))
  return [...new Set(paths.map((path) => path.replace(/\/zuora\/.*$/, '/zuora/*')))]
}

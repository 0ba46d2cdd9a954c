import type { ServerlessFile } from '../../../local/serverless/serverless-file.ts'
import { askCheck } from '../ask-check.ts'
import { type ConfigFile, checkCommand, checkConfigInUse } from '../config-file.ts'
import { type Finding, findingsOf } from '../finding.ts'
import { checkRequestUrl } from '../request-url.ts'
import { checkAlarms, checkUndelivered } from './alarms.ts'
import type { Aws } from './clients.ts'
import { checkFunctions } from './functions.ts'
import { guarded } from './guarded.ts'
import { checkLastRuns, checkSchedules, logsOf } from './schedules.ts'
import { checkSecrets } from './secrets.ts'
import { checkStack, type Stack } from './stack.ts'
import { checkStateMachine } from './state-machine.ts'
import { checkTable } from './table.ts'

/** `config`: undefined where the file has mistakes. `code`: the version of this checkout. */
export type Checkout = {
  file: ServerlessFile
  serverlessFile: string
  config: ConfigFile | undefined
  code: string
  now: Date
}

/** Everything of a stage that is deployed. */
export async function lookAtStage(aws: Aws, stack: Stack, checkout: Checkout): Promise<Finding[]> {
  const { stage } = stack
  const { file, now } = checkout
  const functionNames = file.functions.map(({ name }) => name)
  const found = await Promise.all([
    checkStack(stack, file),
    guarded('check function', 'lambda:InvokeFunction', () => lookFromInside(aws, stack, checkout)),
    ...ofResources(aws, stack, file),
    guarded('functions', 'lambda:GetFunction', () =>
      checkFunctions(aws, functionNames, { stage, code: checkout.code }),
    ),
    guarded('secrets', 'ssm:GetParametersByPath', async () => ofSecrets(aws, stage, checkout)),
    guarded('schedules', 'scheduler:GetSchedule', () => checkSchedules(aws, file.schedules, stack)),
    guarded('last runs', 'cloudwatch:GetMetricStatistics', () => checkLastRuns(aws, file.schedules, { stack, now })),
    guarded('undelivered', 'sqs:GetQueueAttributes', () => checkUndelivered(aws, stack)),
    guarded('alarms', 'cloudwatch:DescribeAlarms and sns:GetTopicAttributes', () => checkAlarms(aws, stack)),
  ])
  return found.flat()
}

function ofResources(aws: Aws, stack: Stack, file: ServerlessFile): Promise<Finding[]>[] {
  const [table, machine] = [stack.physicalId('Table'), stack.physicalId('StateMachine')]
  const describes = ['DescribeTable', 'DescribeContinuousBackups', 'DescribeTimeToLive'].map((it) => `dynamodb:${it}`)
  return [
    // What the stack has none of is told as such.
    ...(table === undefined ? [] : [guarded('table', describes.join(', '), () => checkTable(aws, table, file))]),
    ...(machine === undefined
      ? []
      : [guarded('state machine', 'states:DescribeStateMachine', () => checkStateMachine(aws, machine, stack, file))]),
  ]
}

async function ofSecrets(aws: Aws, stage: string, { config, serverlessFile }: Checkout): Promise<Finding[]> {
  if (config === undefined) return [findingsOf('secrets').notCheckable('the configuration file says which are needed')]
  return checkSecrets(aws, { serverlessFile, stage, config: config.config })
}

/** What `check` sees, and the request URL with what it signed. */
async function lookFromInside(aws: Aws, stack: Stack, { config }: Checkout): Promise<Finding[]> {
  const { stage, requestUrl } = stack
  const deploy = `npm run deploy -- --stage ${stage}`
  const ways = {
    secrets: `npm run secrets -- --stage ${stage} asks for what is missing.`,
    again: `${deploy}.`,
    signingSecret: `npm run secrets -- --stage ${stage} --only slack/signing-secret`,
    stopped: `aws lambda put-function-concurrency --function-name ${stack.name}-slack --reserved-concurrent-executions 0.`,
    logsOf: (functionName: string) => logsOf(stage, functionName),
  }
  const { answer, findings } = await askCheck(aws.lambda, `closing-bell-${stage}-check`, ways)
  const url = findingsOf('request URL')
  const ofUrl =
    requestUrl === null
      ? [url.fault('the stack does not say it (output SlackRequestUrl)', `${deploy}.`)]
      : answer === undefined
        ? [url.notCheckable(`${requestUrl}: nothing could be signed`)]
        : await checkRequestUrl(requestUrl, answer.signed, ways)
  return [
    ...findings,
    ...ofUrl,
    ...(config && answer ? [checkConfigInUse(config, answer.deployed.config, deploy)] : []),
    ...(config && requestUrl !== null
      ? checkCommand(config, `npm run --silent manifest -- --url ${requestUrl} --stage ${stage}`)
      : []),
  ]
}

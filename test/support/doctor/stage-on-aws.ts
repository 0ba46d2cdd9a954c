import { z } from 'zod'
import { readServerlessFile } from '../../../local/serverless/serverless-file.ts'
import { AwsError, type Operations } from './fake-aws.ts'

const file = readServerlessFile('serverless.yml')
const region = 'us-east-1'
const account = '123456789012'
const machine = `arn:aws:states:${region}:${account}:stateMachine:closing-bell-prod-period-request`
export const now = new Date('2026-11-03T21:14:00.000Z')
export const code = '0.1.0 1a2b3c4d5e6f'

export type StageFacts = ReturnType<typeof healthy>

/** The stage prod as it is when it was just deployed and all is well; each of its facts can be another. */
function healthy() {
  return {
    stack: { StackStatus: 'UPDATE_COMPLETE' },
    requestUrl: '' as string | null,
    notInStack: [] as string[],
    table: {
      TableName: 'closing-bell-prod-Table-1',
      TableStatus: 'ACTIVE',
      DeletionProtectionEnabled: true,
      SSEDescription: { Status: 'ENABLED' } as { Status: string } | undefined,
      GlobalSecondaryIndexes: file.table.GlobalSecondaryIndexes.map((index) => ({ ...index, IndexStatus: 'ACTIVE' })),
    },
    tableThere: true,
    recovery: 'ENABLED',
    timeToLive: { TimeToLiveStatus: 'ENABLED', AttributeName: 'deleteAfter' as string | undefined },
    machine: {
      stateMachineArn: machine,
      name: 'closing-bell-prod-period-request',
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: definition(),
      loggingConfiguration: { level: 'ERROR', includeExecutionData: false },
      roleArn: 'arn:aws:iam::123456789012:role/closing-bell',
      creationDate: 1,
    },
    machineThere: true,
    schedules: Object.fromEntries(
      file.schedules.map(({ name, expression }) => [name, { State: 'ENABLED', ScheduleExpression: expression }]),
    ) as Record<string, { State: string; ScheduleExpression: string } | undefined>,
    functions: Object.fromEntries(
      file.functions.map(({ name }) => [
        `closing-bell-prod-${name}`,
        { State: 'Active', LastUpdateStatus: 'Successful', code, reserved: undefined as number | undefined },
      ]),
    ) as Record<
      string,
      { State: string; LastUpdateStatus: string; code: string; reserved?: number | undefined } | undefined
    >,
    queues: {} as Record<string, number>,
    alarms: {} as Record<string, { StateValue?: string; ActionsEnabled?: boolean; gone?: boolean }>,
    subscribers: { confirmed: 1, pending: 0 },
    secrets: {
      'slack/bot-token': 'SecureString',
      'slack/signing-secret': 'SecureString',
      'zuora/client-id': 'SecureString',
      'zuora/client-secret': 'SecureString',
    } as Record<string, string | undefined>,
    /** Minutes since each last ran; null: not at all. */
    lastRun: { wake: 1, reconcile: 4, remind: 4 } as Record<string, number | null>,
    failing: [] as string[],
    check: { findings: [] } as object,
    denied: [] as string[],
  }
}

/** As CloudFormation deploys it: with the functions' ARNs. */
function definition(): string {
  const { stateMachine } = file
  return JSON.stringify(stateMachine.definition).replaceAll(/\$\{(\w+)\}/g, (_all, name: string) => {
    const functionName = stateMachine.functionBySubstitution[name]
    return `arn:aws:lambda:${region}:${account}:function:closing-bell-prod-${functionName}`
  })
}

const topic = `arn:aws:sns:${region}:${account}:closing-bell-prod-alarms`
const ofType = (type: string) => file.resources.filter((resource) => resource.type === type)
/** As serverless.yml names it: `${self:service}-${sls:stage}-errors`. */
function alarmName(logicalId: string): string {
  const properties = file.resources.find((resource) => resource.logicalId === logicalId)?.properties
  const { AlarmName } = z.object({ AlarmName: z.string() }).parse(properties)
  return `closing-bell-prod-${AlarmName.replace(/^.*\}-/, '')}`
}

/** The stage, and what AWS says of it. */
export function stageOnAws() {
  let facts = healthy()
  return {
    operations: (): Operations => operationsOf(facts),
    heal(lasting: (facts: StageFacts) => void): void {
      facts = healthy()
      lasting(facts)
    },
  }
}

function operationsOf(facts: StageFacts): Operations {
  const all: Operations = { ...ofStack(facts), ...ofData(facts), ...ofFunctions(facts), ...ofWatching(facts) }
  const refused = facts.denied.map((operation) => [
    operation,
    () => {
      throw new AwsError('AccessDeniedException', 'You are not allowed to.')
    },
  ])
  return { ...all, ...Object.fromEntries(refused) }
}

function ofStack(facts: StageFacts): Operations {
  const physical: Readonly<Record<string, (logicalId: string) => string>> = {
    'AWS::DynamoDB::Table': () => facts.table.TableName,
    'AWS::StepFunctions::StateMachine': () => machine,
    'AWS::SQS::Queue': (logicalId) => `https://sqs.${region}.amazonaws.com/${account}/${logicalId}`,
    'AWS::CloudWatch::Alarm': alarmName,
    'AWS::SNS::Topic': () => topic,
  }
  const Outputs = facts.requestUrl === null ? [] : [{ OutputKey: 'SlackRequestUrl', OutputValue: facts.requestUrl }]
  return {
    DescribeStacks({ StackName }) {
      if (StackName !== 'closing-bell-prod') {
        throw new AwsError('ValidationError', `Stack with id ${StackName} does not exist`)
      }
      return { Stacks: [{ StackName, CreationTime: '2026-11-01T00:00:00Z', ...facts.stack, Outputs }] }
    },
    ListStackResources: () => ({
      StackResourceSummaries: file.resources
        .filter(({ logicalId }) => !facts.notInStack.includes(logicalId))
        .map(({ logicalId, type }) => ({
          LogicalResourceId: logicalId,
          PhysicalResourceId: (physical[type] ?? ((id: string) => id))(logicalId),
          ResourceType: type,
          ResourceStatus: 'CREATE_COMPLETE',
          LastUpdatedTimestamp: '2026-11-01T00:00:00Z',
        })),
    }),
  }
}

function ofData(facts: StageFacts): Operations {
  return {
    DescribeTable() {
      if (!facts.tableThere) throw new AwsError('ResourceNotFoundException')
      return { Table: facts.table }
    },
    DescribeContinuousBackups: () => ({
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: facts.recovery },
      },
    }),
    DescribeTimeToLive: () => ({ TimeToLiveDescription: facts.timeToLive }),
    DescribeStateMachine() {
      if (!facts.machineThere) throw new AwsError('StateMachineDoesNotExist')
      return facts.machine
    },
    GetParametersByPath: ({ Path }) => ({
      Parameters: Object.entries(facts.secrets).flatMap(([name, Type]) =>
        Type === undefined ? [] : [{ Name: `${Path}/${name}`, Type, Value: 'AQICAHh-never-to-be-said' }],
      ),
    }),
    GetQueueAttributes: ({ QueueUrl }) => ({
      Attributes: { ApproximateNumberOfMessages: String(facts.queues[String(QueueUrl).split('/').at(-1) ?? ''] ?? 0) },
    }),
  }
}

function ofFunctions(facts: StageFacts): Operations {
  return {
    GetFunction({ FunctionName }) {
      const found = facts.functions[String(FunctionName)]
      if (found === undefined) throw new AwsError('ResourceNotFoundException')
      const { code: version, reserved, ...Configuration } = found
      return {
        Configuration: { FunctionName, ...Configuration },
        Tags: { 'closing-bell-code': version },
        ...(reserved === undefined ? {} : { Concurrency: { ReservedConcurrentExecutions: reserved } }),
      }
    },
    Invoke: () => facts.check,
    GetSchedule({ Name }) {
      const found = facts.schedules[String(Name)]
      if (found === undefined) throw new AwsError('ResourceNotFoundException')
      return { Name, ...found }
    },
  }
}

function ofWatching(facts: StageFacts): Operations {
  return {
    DescribeAlarms: () => ({
      MetricAlarms: ofType('AWS::CloudWatch::Alarm').flatMap(({ logicalId }) => {
        const { gone, ...changed } = facts.alarms[logicalId] ?? {}
        const alarm = { StateValue: 'OK', ActionsEnabled: true, StateUpdatedTimestamp: now.getTime() / 1000 - 600 }
        return gone ? [] : [{ AlarmName: alarmName(logicalId), AlarmActions: [topic], ...alarm, ...changed }]
      }),
    }),
    GetTopicAttributes: () => ({
      Attributes: new Map([
        ['SubscriptionsConfirmed', facts.subscribers.confirmed],
        ['SubscriptionsPending', facts.subscribers.pending],
      ]),
    }),
    GetMetricStatistics({ MetricName, Dimensions }) {
      const functionName = JSON.stringify(Dimensions).match(/closing-bell-prod-([a-z]+)/)?.[1] ?? ''
      const minutes = facts.lastRun[functionName] ?? null
      const isCounted = MetricName === 'Invocations' || facts.failing.includes(functionName)
      if (minutes === null || !isCounted) return { Datapoints: [] }
      return { Datapoints: [{ Timestamp: now.getTime() / 1000 - minutes * 60, Sum: 1, Unit: 'Count' }] }
    },
  }
}

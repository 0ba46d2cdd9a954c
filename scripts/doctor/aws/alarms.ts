import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch'
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns'
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import { type Finding, findingsOf } from '../finding.ts'
import type { Aws } from './clients.ts'
import { isMissing } from './guarded.ts'
import type { Stack } from './stack.ts'

const { ok, fault, warning } = findingsOf('alarms')

/** All are there, none is on, and somebody hears them. */
export async function checkAlarms({ cloudWatch, sns }: Aws, stack: Stack): Promise<Finding[]> {
  const deployed = stack.ofType('AWS::CloudWatch::Alarm')
  const found = await Promise.all(
    pagesOf(deployed.map(({ physicalId }) => physicalId)).map(async (AlarmNames) => {
      const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames }))
      return MetricAlarms
    }),
  )
  const alarms = new Map(found.flat().map((alarm) => [alarm.AlarmName ?? '', alarm]))
  const told = deployed.flatMap(({ physicalId }) => judged(physicalId, alarms.get(physicalId), stack))
  const topics = new Set([...alarms.values()].flatMap(({ AlarmActions = [] }) => AlarmActions))
  const heard = await Promise.all([...topics].filter(isTopic).map((topic) => checkTopic(sns, topic)))
  if (deployed.length === 0) return [warning('there are none', `npm run deploy -- --stage ${stack.stage}.`)]
  return [...told, ...heard.flat(), ...(told.length > 0 ? [] : [ok('all are there, and none is on')])]
}

/** An alarm may do something else than tell. */
function isTopic(arn: string): boolean {
  return arn.split(':')[2] === 'sns'
}

/** "AlarmNames: maximum number of 100 items." */
function pagesOf(names: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(names.length / 100) }, (_, page) => names.slice(page * 100, page * 100 + 100))
}

function judged(name: string, alarm: MetricAlarm | undefined, { stage }: Stack): Finding[] {
  if (alarm === undefined)
    return [fault(`${name} is not there`, `somebody deleted it: npm run deploy -- --stage ${stage}.`)]
  return [
    ...(alarm.StateValue === 'ALARM'
      ? [
          fault(
            `${name} is on since ${alarm.StateUpdatedTimestamp?.toISOString()}`,
            `docs/runbook.md, “${name.replace(`closing-bell-${stage}-`, '')}”: what it means, what to check, what to do.`,
          ),
        ]
      : []),
    ...(alarm.ActionsEnabled === false
      ? [warning(`${name} is muted`, `aws cloudwatch enable-alarm-actions --alarm-names ${name}`)]
      : []),
  ]
}

async function checkTopic(sns: Aws['sns'], TopicArn: string): Promise<Finding[]> {
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }))
  const confirmed = Number(Attributes?.SubscriptionsConfirmed ?? 0)
  if (confirmed > 0) return [ok(`${confirmed} ${confirmed === 1 ? 'subscriber hears' : 'subscribers hear'} them`)]
  const pending = Number(Attributes?.SubscriptionsPending ?? 0)
  return [
    fault(
      `nobody hears them: the topic has no subscriber${pending > 0 ? ` who confirmed, and ${pending} who did not` : ''}`,
      pending > 0
        ? 'press the link in the e-mail that AWS sent them.'
        : `aws sns subscribe --topic-arn ${TopicArn} --protocol email --notification-endpoint you@your-company.example, then press the link in the e-mail.`,
    ),
  ]
}

/** What was given up lies there for two weeks. */
export async function checkUndelivered({ sqs }: Aws, stack: Stack): Promise<Finding[]> {
  const undelivered = findingsOf('undelivered')
  const queues = await Promise.all(
    stack.ofType('AWS::SQS::Queue').map(async ({ logicalId, physicalId: QueueUrl }) => {
      const count = await countIn(sqs, QueueUrl)
      if (count === undefined) {
        return undelivered.fault(`${logicalId} is not there`, `npm run deploy -- --stage ${stack.stage}.`)
      }
      if (count === 0) return undelivered.ok(`${logicalId} is empty`)
      // Runs of schedules: the next one does the same.
      if (logicalId !== 'UndeliveredQueue') {
        const says = `${logicalId} holds ${count}: runs of schedules that failed; the next ones do their work`
        return undelivered.warning(
          says,
          `is everything well under “last runs”? Then aws sqs purge-queue --queue-url ${QueueUrl}`,
        )
      }
      return undelivered.fault(
        `${logicalId} holds ${count}: what people did in Slack, and was given up after three tries`,
        `docs/runbook.md, “Redrive”: read why they failed, then send them again. They are kept for two weeks: ${QueueUrl}`,
      )
    }),
  )
  return queues
}

async function countIn(sqs: Aws['sqs'], QueueUrl: string): Promise<number | undefined> {
  try {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    )
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

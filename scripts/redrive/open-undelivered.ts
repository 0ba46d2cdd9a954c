import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import type { Undelivered } from './redrive.ts'

/** Long enough to read all of them once. */
const hiddenSeconds = 120

/** The queue of a stage. `endpoint`: of all of AWS, where it is not AWS itself. */
export async function openUndelivered(stage: string, region: string, endpoint?: string): Promise<Undelivered> {
  const options = { region, ...(endpoint === undefined ? {} : { endpoint }) }
  const [cloudFormation, sqs, lambda] = [
    new CloudFormationClient(options),
    new SQSClient({ ...options, useQueueUrlAsEndpoint: endpoint === undefined }),
    new LambdaClient(options),
  ]
  const StackName = `closing-bell-${stage}`
  const { StackResourceDetail } = await cloudFormation.send(
    new DescribeStackResourceCommand({ StackName, LogicalResourceId: 'UndeliveredQueue' }),
  )
  const QueueUrl = StackResourceDetail?.PhysicalResourceId
  if (QueueUrl === undefined) throw new Error(`The stack ${StackName} has no UndeliveredQueue.`)
  return {
    async receive() {
      const asked = {
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: hiddenSeconds,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['SentTimestamp' as const],
      }
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(asked))
      return Messages.map(({ MessageId = '', ReceiptHandle = '', Body = '', Attributes }) => ({
        id: MessageId,
        receipt: ReceiptHandle,
        sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)),
        body: Body,
      }))
    },
    async send(Payload) {
      await lambda.send(new InvokeCommand({ FunctionName: `${StackName}-respond`, InvocationType: 'Event', Payload }))
    },
    async remove(ReceiptHandle) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    },
    async putBack(ReceiptHandle) {
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }))
    },
  }
}

import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { SchedulerClient } from '@aws-sdk/client-scheduler'
import { SFNClient } from '@aws-sdk/client-sfn'
import { SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'
import { SSMClient } from '@aws-sdk/client-ssm'

export type Aws = ReturnType<typeof openAws>

/** What the doctor reads AWS with: the credentials of whoever runs it. `check` may look for as long as its function runs. */
export function openAws({ region, endpoint }: { region: string; endpoint?: string | undefined }) {
  const common = { region, maxAttempts: 2, ...(endpoint === undefined ? {} : { endpoint }) }
  const soon = { ...common, requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000 } }
  return {
    region,
    cloudFormation: new CloudFormationClient(soon),
    cloudWatch: new CloudWatchClient(soon),
    dynamoDb: new DynamoDBClient(soon),
    lambda: new LambdaClient({ ...common, requestHandler: { connectionTimeout: 5_000, requestTimeout: 70_000 } }),
    scheduler: new SchedulerClient(soon),
    sfn: new SFNClient(soon),
    sns: new SNSClient(soon),
    sqs: new SQSClient(soon),
    ssm: new SSMClient(soon),
  }
}

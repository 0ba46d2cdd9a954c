import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts'

/** Whom AWS takes this shell for, and what a deployed stack says of itself. Both throw what the SDK throws. */
export type AwsAccount = {
  whoAmI(): Promise<{ account: string; arn: string }>
  outputsOf(stack: string): Promise<Readonly<Record<string, string>>>
}

type Elsewhere = Pick<STSClientConfig, 'credentials'> & { endpoint?: string }

const patience = { maxAttempts: 2, requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000 } }

/** With the credentials that the SDK finds: the environment, a profile, single sign-on, a role of the machine. */
export function awsAccount(region: string, other: Elsewhere = {}): AwsAccount {
  const options = { region, ...patience, ...other }
  return {
    async whoAmI() {
      const { Account = '', Arn = '' } = await new STSClient(options).send(new GetCallerIdentityCommand({}))
      return { account: Account, arn: Arn }
    },
    async outputsOf(stack) {
      const found = await new CloudFormationClient(options).send(new DescribeStacksCommand({ StackName: stack }))
      const outputs = found.Stacks?.[0]?.Outputs ?? []
      return Object.fromEntries(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]))
    },
  }
}

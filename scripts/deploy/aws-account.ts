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

/** Why AWS did not say who this is, with the way out. */
export function whyNobody(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) }
  if (/credential|token|sso/i.test(`${name} ${message}`)) {
    return `AWS does not know you: ${message.replace(/\.?$/, '.')} Sign in (aws sso login), name a profile (AWS_PROFILE=…), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; \`aws sts get-caller-identity\` shows whether it worked.`
  }
  return `AWS did not answer: ${name}: ${message} Is the region right, and is the network there?`
}

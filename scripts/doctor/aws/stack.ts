import {
  DescribeStacksCommand,
  ListStackResourcesCommand,
  type ListStackResourcesCommandOutput,
} from '@aws-sdk/client-cloudformation'
import type { ServerlessFile } from '../../../local/serverless/serverless-file.ts'
import { type Finding, findingsOf } from '../finding.ts'
import type { Aws } from './clients.ts'

/** What of serverless.yml is deployed, by the names that it has there. */
export type Stack = {
  name: string
  stage: string
  status: string
  createdAt: Date
  requestUrl: string | null
  /** The name or the ARN that AWS knows it by; undefined where it is not deployed. */
  physicalId(logicalId: string): string | undefined
  ofType(type: string): { logicalId: string; physicalId: string }[]
}

/** Undefined where there is no such stack. Throws where AWS cannot be asked. */
export async function readStack({ cloudFormation }: Aws, stage: string): Promise<Stack | undefined> {
  const name = `closing-bell-${stage}`
  const described = await describe(cloudFormation, name)
  if (described === undefined) return undefined
  const found: { logicalId: string; physicalId: string; type: string }[] = []
  let NextToken: string | undefined
  do {
    const page: ListStackResourcesCommandOutput = await cloudFormation.send(
      new ListStackResourcesCommand({ StackName: name, NextToken }),
    )
    for (const { LogicalResourceId, PhysicalResourceId, ResourceType } of page.StackResourceSummaries ?? []) {
      if (!LogicalResourceId || !PhysicalResourceId) continue
      found.push({ logicalId: LogicalResourceId, physicalId: PhysicalResourceId, type: ResourceType ?? '' })
    }
    NextToken = page.NextToken
  } while (NextToken)
  return {
    name,
    stage,
    status: described.StackStatus ?? 'unknown',
    createdAt: described.CreationTime ?? new Date(0),
    requestUrl: described.Outputs?.find(({ OutputKey }) => OutputKey === 'SlackRequestUrl')?.OutputValue ?? null,
    physicalId: (logicalId) => found.find((each) => each.logicalId === logicalId)?.physicalId,
    ofType: (type) => found.filter((each) => each.type === type),
  }
}

async function describe(cloudFormation: Aws['cloudFormation'], name: string) {
  try {
    return (await cloudFormation.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0]
  } catch (error) {
    // CloudFormation has no error of its own for it: "Stack with id closing-bell-prod does not exist".
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined
    throw error
  }
}

export function checkStack(stack: Stack, { resources }: ServerlessFile): Finding[] {
  const { ok, fault, warning } = findingsOf('stack')
  const deploy = `npm run deploy -- --stage ${stack.stage}`
  const needed = resources.filter(({ isConditional }) => !isConditional).map(({ logicalId }) => logicalId)
  const missing = needed.filter((logicalId) => stack.physicalId(logicalId) === undefined)
  const state = stateOf(stack.status)
  return [
    ...(state === 'broken'
      ? [
          fault(
            `${stack.name} is ${stack.status}: the last deployment did not end well`,
            `read why: CloudFormation › ${stack.name} › Events. Then ${deploy}.`,
          ),
        ]
      : []),
    ...(state === 'busy'
      ? [warning(`${stack.name} is ${stack.status}: somebody is deploying`, 'run this again when that has ended.')]
      : []),
    ...(missing.length > 0
      ? [
          fault(
            `of serverless.yml, ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not deployed`,
            `${deploy}.`,
          ),
        ]
      : []),
    ...(state === 'well' && missing.length === 0
      ? [ok(`${stack.name} has every resource of serverless.yml (${stack.status})`)]
      : []),
  ]
}

/** A rollback that completed is what was there before, and well; what failed is neither. */
function stateOf(status: string): 'well' | 'busy' | 'broken' {
  if (status.endsWith('IN_PROGRESS')) return 'busy'
  return status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE' ? 'well' : 'broken'
}

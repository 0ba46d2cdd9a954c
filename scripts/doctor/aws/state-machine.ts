import { isDeepStrictEqual } from 'node:util'
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn'
import { z } from 'zod'
import type { ServerlessFile } from '../../../local/serverless/serverless-file.ts'
import { type Finding, findingsOf } from '../finding.ts'
import type { Aws } from './clients.ts'
import { isMissing } from './guarded.ts'
import type { Stack } from './stack.ts'

const { ok, fault } = findingsOf('state machine')
const logged = z.object({
  LoggingConfiguration: z.object({ Level: z.string(), IncludeExecutionData: z.boolean().default(false) }),
})

/** It is the one of this checkout, calls the functions of this stage, and logs no task tokens. */
export async function checkStateMachine(
  { sfn }: Aws,
  arn: string,
  stack: Stack,
  file: ServerlessFile,
): Promise<Finding[]> {
  const deploy = `npm run deploy -- --stage ${stack.stage}`
  const found = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn })).catch((error: unknown) => {
    if (isMissing(error)) return undefined
    throw error
  })
  const name = arn.split(':').at(-1) ?? arn
  if (found === undefined) {
    return [fault(`${name} is not there: no request can be started`, `somebody deleted it: ${deploy}.`)]
  }
  const { LoggingConfiguration: logging } = logged.parse(
    file.resources.find(({ type }) => type === 'AWS::StepFunctions::StateMachine')?.properties,
  )
  const wrong = [
    ...(found.status === 'ACTIVE' ? [] : [`it is ${found.status}`]),
    ...(found.type === 'STANDARD'
      ? []
      : [`its type is ${found.type}, which forgets after five minutes; it must be STANDARD`]),
    ...(isDeepStrictEqual(readJson(found.definition), definitionOf(file, arn, stack))
      ? []
      : ['its definition is not the one of this checkout']),
    ...(found.loggingConfiguration?.level === logging.Level
      ? []
      : [`it logs ${found.loggingConfiguration?.level ?? 'nothing'} instead of ${logging.Level}`]),
    ...(found.loggingConfiguration?.includeExecutionData === true && !logging.IncludeExecutionData
      ? ['its log has the data of executions, and with them task tokens']
      : []),
  ]
  if (wrong.length === 0) return [ok(`${name}: the definition is the one of this checkout`)]
  return wrong.map((says) =>
    fault(`${name}: ${says}`, `${deploy}; running requests go on with what they were started with.`),
  )
}

function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

/** With the ARNs that CloudFormation puts in the place of `${AdvanceFunctionArn}`. */
function definitionOf({ stateMachine }: ServerlessFile, arn: string, stack: Stack): unknown {
  const [, partition, , region, account] = arn.split(':')
  const text = JSON.stringify(stateMachine.definition).replaceAll(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const functionName = stateMachine.functionBySubstitution[name]
    return functionName === undefined
      ? placeholder
      : `arn:${partition}:lambda:${region}:${account}:function:closing-bell-${stack.stage}-${functionName}`
  })
  return JSON.parse(text)
}

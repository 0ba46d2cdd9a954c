import { join } from 'node:path'
import type { LocalLambda } from './lambda/server.ts'
import type { ServerlessFile, StateMachine } from './serverless/serverless-file.ts'
import type { Ports } from './settings/ports.ts'
import { type StepFunctions, startStepFunctions } from './step-functions/server.ts'

const SCOPE = 'us-east-1:000000000000'

export function stateMachineArn({ name }: StateMachine): string {
  return `arn:aws:states:${SCOPE}:stateMachine:${name}`
}

/** Step Functions with the state machine of serverless.yml over the local functions. */
export function startStateMachine(options: {
  serverless: ServerlessFile
  ports: Ports
  dataDir: string
  speed: number
  lambda: Pick<LocalLambda, 'invoke'>
}): Promise<StepFunctions> {
  const { stateMachine } = options.serverless
  return startStepFunctions({
    port: options.ports.stepFunctions,
    file: join(options.dataDir, 'executions.sqlite'),
    speed: options.speed,
    stateMachines: [{ arn: stateMachineArn(stateMachine), definition: substitute(stateMachine) }],
    invoke: async (functionName, payload) => {
      const result = await options.lambda.invoke(functionName, JSON.stringify(payload))
      if (result.kind === 'answered') return { kind: 'answered', payload: JSON.parse(result.payload) }
      const { errorType } = result.error
      return { kind: 'failed', error: errorType, cause: JSON.stringify(result.error) }
    },
  })
}

/** CloudFormation's DefinitionSubstitutions: `${AdvanceFunctionArn}` becomes the function's ARN. */
function substitute({ definition, functionBySubstitution }: StateMachine): unknown {
  const text = JSON.stringify(definition).replaceAll(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const functionName = functionBySubstitution[name]
    return functionName === undefined ? placeholder : `arn:aws:lambda:${SCOPE}:function:${functionName}`
  })
  return JSON.parse(text)
}

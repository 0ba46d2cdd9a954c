import { join } from 'node:path'
import type { Watch } from './behind/watch.ts'
import type { LocalLambda } from './lambda/server.ts'
import type { ServerlessFile, StateMachine } from './serverless/serverless-file.ts'
import type { Ports } from './settings/ports.ts'
import { type OnEvents, type StepFunctions, startStepFunctions } from './step-functions/server.ts'

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
  now: () => Date
  lambda: Pick<LocalLambda, 'invoke'>
  watch?: Pick<Watch, 'stateEvent' | 'statesCall'> | undefined
}): Promise<StepFunctions> {
  const { watch } = options
  const { stateMachine } = options.serverless
  return startStepFunctions({
    port: options.ports.stepFunctions,
    file: join(options.dataDir, 'executions.sqlite'),
    speed: options.speed,
    now: options.now,
    onCall: watch?.statesCall,
    onEvents: watch && ((execution, events) => tellStates(watch, execution, events)),
    stateMachines: [{ arn: stateMachineArn(stateMachine), definition: substitute(stateMachine) }],
    invoke: async (functionName, payload) => {
      const result = await options.lambda.invoke(functionName, JSON.stringify(payload))
      if (result.kind === 'answered') return { kind: 'answered', payload: JSON.parse(result.payload) }
      const { errorType } = result.error
      return { kind: 'failed', error: errorType, cause: JSON.stringify(result.error) }
    },
  })
}

function tellStates(watch: Pick<Watch, 'stateEvent'>, ...[{ name, progress }, events]: Parameters<OnEvents>): void {
  const stateName = progress.kind === 'running' ? progress.visit.stateName : ''
  for (const event of events) watch.stateEvent({ at: Date.now(), execution: name, stateName, event })
}

/** CloudFormation's DefinitionSubstitutions: `${AdvanceFunctionArn}` becomes the function's ARN. */
function substitute({ definition, functionBySubstitution }: StateMachine): unknown {
  const text = JSON.stringify(definition).replaceAll(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const functionName = functionBySubstitution[name]
    return functionName === undefined ? placeholder : `arn:aws:lambda:${SCOPE}:function:${functionName}`
  })
  return JSON.parse(text)
}

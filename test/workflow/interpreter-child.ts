// A process of its own, to be killed: runs the interpreter on the file that is its argument; no function ever answers.
import { startStepFunctions } from '../../local/step-functions/server.ts'
import { periodRequest, stateMachineArn } from './period-request-definition.ts'

const { url } = await startStepFunctions({
  port: 0,
  file: process.argv[2] ?? '',
  stateMachines: [{ arn: stateMachineArn, definition: periodRequest }],
  invoke: (functionName) => {
    console.log(`invoked ${functionName}`)
    return new Promise(() => {})
  },
})
console.log(url)

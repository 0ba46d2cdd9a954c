import { readFileSync } from 'node:fs'

export const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:period-request'
const functionArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`

/** The state machine that is deployed, with the substitutions that deploying makes. */
export const periodRequest: unknown = JSON.parse(
  Object.entries({ Advance: 'advance', RequestApproval: 'request-approval', Announce: 'announce' }).reduce(
    (text, [key, name]) => text.replace(`\${${key}FunctionArn}`, functionArn(name)),
    readFileSync(new URL('../../src/workflow/period-request.asl.json', import.meta.url), 'utf8'),
  ),
)

import { readFileSync } from 'node:fs'

export const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:period-request'
const functionArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`

/** A state machine as it is deployed, with the substitutions that deploying makes. */
export function definitionIn(file: URL): unknown {
  const names = { Advance: 'advance', RequestApproval: 'request-approval', Announce: 'announce' }
  const substituted = Object.entries(names).reduce(
    (text, [key, name]) => text.replace(`\${${key}FunctionArn}`, functionArn(name)),
    readFileSync(file, 'utf8'),
  )
  return JSON.parse(substituted)
}

export const periodRequest: unknown = definitionIn(
  new URL('../../src/workflow/period-request.asl.json', import.meta.url),
)

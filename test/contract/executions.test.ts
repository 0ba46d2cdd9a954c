import { SFNClient } from '@aws-sdk/client-sfn'
import { expect, test } from 'vitest'
import { createWorkflow } from '../../src/workflow/executions.ts'
import { type Answers, answered, startInterpreter } from '../workflow/interpreter-harness.ts'
import { stateMachineArn } from '../workflow/period-request-definition.ts'

const key = { entity: 'us', number: 147 }
const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:US-0147`
const finished = answered({ kind: 'finished' })
const awaitDecision = answered({ kind: 'await-decision', timeoutSeconds: 172_800 })

/** Step Functions on this machine with the deployed state machine, and the adapter in front of it. */
async function open(answers: Answers) {
  const interpreter = await startInterpreter({ answers })
  return Object.assign(interpreter, { workflow: createWorkflow(interpreter.sfn, stateMachineArn) })
}

const tokenOf = (payload: unknown) => String(Object(payload).taskToken)

test('an execution starts under its name, with nothing but the key of the request', async () => {
  await using world = await open({ advance: [finished] })
  await world.workflow.start(key, 'US-0147')
  expect(await world.functions.called('advance', 1)).toEqual({ request: key })
  expect(await world.ended(executionArn)).toMatchObject({ name: 'US-0147', status: 'SUCCEEDED' })
})

test('what is not the key is not sent, whatever else the request carries', async () => {
  await using world = await open({ advance: [finished] })
  await world.workflow.start(Object.assign({ note: 'with amounts' }, key), 'US-0147')
  expect(await world.functions.called('advance', 1)).toEqual({ request: key })
})

test('starting what runs already is no error and starts nothing', async () => {
  await using world = await open({})
  await world.workflow.start(key, 'US-0147')
  await world.functions.called('advance', 1)
  await world.workflow.start(key, 'US-0147')
  expect(await world.workflow.stateOf('US-0147')).toBe('running')
  expect(world.functions.calls).toHaveLength(1)
})

test('starting what has ended is no error and starts nothing: the repair takes the next name', async () => {
  await using world = await open({ advance: [finished, finished] })
  await world.workflow.start(key, 'US-0147')
  await world.ended(executionArn)
  await world.workflow.start(key, 'US-0147')
  expect(world.functions.calls).toHaveLength(1)
  await world.workflow.start(key, 'US-0147-2')
  await world.functions.called('advance', 2)
})

test('an execution that people are waited for runs; one that is over has ended; another is missing', async () => {
  await using world = await open({ advance: [awaitDecision, finished], 'request-approval': [answered(null)] })
  expect(await world.workflow.stateOf('US-0147')).toBe('missing')
  await world.workflow.start(key, 'US-0147')
  const token = tokenOf(await world.functions.called('request-approval', 1))
  expect(await world.workflow.stateOf('US-0147')).toBe('running')
  await world.workflow.resume(token)
  await world.ended(executionArn)
  expect(await world.workflow.stateOf('US-0147')).toBe('ended')
})

test('resuming makes the workflow look again, and says nothing of what was decided', async () => {
  await using world = await open({ advance: [awaitDecision, finished], 'request-approval': [answered(null)] })
  await world.workflow.start(key, 'US-0147')
  await world.workflow.resume(tokenOf(await world.functions.called('request-approval', 1)))
  expect(await world.functions.called('advance', 2)).toEqual({ request: key })
})

test('a token that was used, or whose execution is over, is no error', async () => {
  await using world = await open({ advance: [awaitDecision, finished], 'request-approval': [answered(null)] })
  await world.workflow.start(key, 'US-0147')
  const token = tokenOf(await world.functions.called('request-approval', 1))
  await world.workflow.resume(token)
  await world.workflow.resume(token)
  await world.ended(executionArn)
  await world.workflow.resume(token)
  expect(world.functions.payloads('advance')).toHaveLength(2)
})

test('a token whose wait has timed out is no error', async () => {
  const short = answered({ kind: 'await-decision', timeoutSeconds: 60 })
  await using world = await open({ advance: [short, finished], 'request-approval': [answered(null)] })
  await world.workflow.start(key, 'US-0147')
  const token = tokenOf(await world.functions.called('request-approval', 1))
  await world.advance(61)
  await world.functions.called('advance', 2)
  await expect(world.workflow.resume(token)).resolves.toBeUndefined()
})

test('a token that Step Functions never gave is no error', async () => {
  await using world = await open({})
  await expect(world.workflow.resume('not-a-token')).resolves.toBeUndefined()
})

test('when Step Functions does not answer, the caller is told', async () => {
  const sfn = new SFNClient({
    endpoint: 'http://127.0.0.1:9',
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  })
  const workflow = createWorkflow(sfn, stateMachineArn)
  await expect(workflow.start(key, 'US-0147')).rejects.toThrow()
  await expect(workflow.resume('token')).rejects.toThrow()
  await expect(workflow.stateOf('US-0147')).rejects.toThrow()
  sfn.destroy()
})

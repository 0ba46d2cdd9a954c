import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { describe, expect, test } from 'vitest'
import { answered, type Interpreter, oneState, startInterpreter } from './interpreter-harness.ts'
import { stateMachineArn } from './period-request-definition.ts'

const waitState = oneState({ Type: 'Wait', Seconds: 3600, End: true })
const succeed = oneState({ Type: 'Succeed' })
const executionArn = (name: string) => `${stateMachineArn.replace('stateMachine', 'execution')}:${name}`
const startWith = (world: Interpreter, fields: object) =>
  world.sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'US-0001', input: '{}', ...fields }))

describe('StartExecution', () => {
  test('the same name and input while it runs is the same execution', async () => {
    await using world = await startInterpreter({ definition: waitState })
    const first = await startWith(world, {})
    world.clock.advance(60)
    const again = await startWith(world, {})
    expect(again).toMatchObject({ executionArn: executionArn('US-0001'), startDate: first.startDate })
    expect(first.startDate).toEqual(new Date('2026-11-02T14:00:00Z'))
    await expect(startWith(world, { input: '{"a":1}' })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
    expect((await world.sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions).toHaveLength(1)
  })

  test('the name of one that has ended is free again after ninety days', async () => {
    await using world = await startInterpreter({ definition: succeed })
    await world.ended((await startWith(world, {})).executionArn ?? '')
    await expect(startWith(world, {})).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
    world.clock.advance(90 * 86_400 + 1)
    const again = await startWith(world, { input: '{"a":1}' })
    expect(await world.ended(again.executionArn ?? '')).toMatchObject({ input: '{"a":1}' })
  })

  test('without a name it gets one of its own, without an input an empty one', async () => {
    await using world = await startInterpreter({ definition: succeed })
    const started = await startWith(world, { name: undefined, input: undefined })
    expect(await world.ended(started.executionArn ?? '')).toMatchObject({
      output: '{}',
      name: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  test.each([
    ['InvalidName', { name: 'a name with spaces' }],
    ['InvalidExecutionInput', { input: '{' }],
    ['InvalidArn', { stateMachineArn: 'period-request' }],
    ['StateMachineDoesNotExist', { stateMachineArn: `${stateMachineArn}-2` }],
    ['ValidationException', { input: JSON.stringify('x'.repeat(262_143)) }],
  ])('%s', async (name, fields) => {
    await using world = await startInterpreter({ definition: succeed })
    await expect(startWith(world, fields)).rejects.toMatchObject({ name })
  })
})

describe('StopExecution', () => {
  test('ends it at once, with what was said; a second time changes nothing', async () => {
    await using world = await startInterpreter({ definition: waitState })
    const arn = await world.start({}, 'US-0001')
    const stop = (error: string) =>
      world.sfn.send(new StopExecutionCommand({ executionArn: arn, error, cause: 'by hand' }))
    const { stopDate } = await stop('Cancelled')
    world.clock.advance(7200)
    expect((await stop('Again')).stopDate).toEqual(stopDate)
    await world.tick()
    expect(await world.describe(arn)).toMatchObject({
      status: 'ABORTED',
      error: 'Cancelled',
      cause: 'by hand',
      stopDate,
    })
    expect((await world.history(arn)).at(-1)).toMatchObject({ type: 'ExecutionAborted' })
  })

  test('one that does not exist', async () => {
    await using world = await startInterpreter({})
    const stopped = world.sfn.send(new StopExecutionCommand({ executionArn: executionArn('gone') }))
    await expect(stopped).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' })
    await expect(world.describe(executionArn('gone'))).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' })
    await expect(world.describe('gone')).rejects.toMatchObject({ name: 'InvalidArn' })
  })
})

describe('ListExecutions', () => {
  test('newest first, by status, in pages', async () => {
    await using world = await startInterpreter({ definition: waitState })
    for (const number of [1, 2, 3, 4, 5]) await world.start({}, `US-000${number}`)
    await world.sfn.send(new StopExecutionCommand({ executionArn: executionArn('US-0002') }))
    const names: string[][] = []
    const pages = paginateListExecutions(
      { client: world.sfn, pageSize: 3 },
      { stateMachineArn, statusFilter: 'RUNNING' },
    )
    for await (const { executions = [] } of pages) names.push(executions.map(({ name }) => name ?? ''))
    expect(names).toEqual([['US-0005', 'US-0004', 'US-0003'], ['US-0001']])
    const { executions } = await world.sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'ABORTED' }))
    expect(executions).toMatchObject([
      { name: 'US-0002', status: 'ABORTED', stateMachineArn, stopDate: world.clock.now() },
    ])
    const bad = world.sfn.send(new ListExecutionsCommand({ stateMachineArn, nextToken: 'nonsense' }))
    await expect(bad).rejects.toMatchObject({ name: 'InvalidToken' })
  })
})

describe('GetExecutionHistory', () => {
  const definition = oneState({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'f', Payload: { a: 1 } },
    TimeoutSeconds: 300,
    End: true,
  })

  test('tells every event as AWS does, in pages, from either end', async () => {
    await using world = await startInterpreter({ definition, answers: { f: [answered(2)] } })
    const arn = await world.start({}, 'US-0001')
    await world.ended(arn)
    const ids: (number | undefined)[][] = []
    const pages = paginateGetExecutionHistory({ client: world.sfn, pageSize: 3 }, { executionArn: arn })
    for await (const { events = [] } of pages) ids.push(events.map(({ id }) => id))
    expect(ids).toEqual([[1, 2, 3], [4, 5, 6], [7]])
    const history = await world.history(arn)
    expect(history.map(({ previousEventId }) => previousEventId)).toEqual([0, 0, 2, 3, 4, 5, 6])
    expect(history[2]).toMatchObject({
      timestamp: world.clock.now(),
      taskScheduledEventDetails: {
        resourceType: 'lambda',
        resource: 'invoke',
        region: 'us-east-1',
        parameters: '{"FunctionName":"f","Payload":{"a":1}}',
        timeoutInSeconds: 300,
      },
    })
    const backwards = new GetExecutionHistoryCommand({
      executionArn: arn,
      reverseOrder: true,
      includeExecutionData: false,
    })
    const { events } = await world.sfn.send(backwards)
    expect(events?.[0]).toMatchObject({ id: 7, type: 'ExecutionSucceeded', executionSucceededEventDetails: {} })
    expect(events?.[0]?.executionSucceededEventDetails).toEqual({})
  })
})

describe('task tokens', () => {
  const definition = oneState({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' },
    End: true,
  })

  test('the first answer counts, whatever it is; then the token is dead', async () => {
    await using world = await startInterpreter({ definition, answers: { f: [answered(null)] } })
    const arn = await world.start({})
    const taskToken = String(await world.functions.called('f', 1))
    await world.sfn.send(new SendTaskHeartbeatCommand({ taskToken }))
    const output = '{"a":1}'
    await world.sfn.send(new SendTaskSuccessCommand({ taskToken, output }))
    expect(await world.ended(arn)).toMatchObject({ status: 'SUCCEEDED', output })
    const late = world.sfn.send(new SendTaskFailureCommand({ taskToken }))
    await expect(late).rejects.toMatchObject({
      name: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    })
  })

  test('one of a stopped execution is dead', async () => {
    await using world = await startInterpreter({ definition, answers: { f: [answered(null)] } })
    const arn = await world.start({})
    const taskToken = String(await world.functions.called('f', 1))
    await world.sfn.send(new StopExecutionCommand({ executionArn: arn }))
    await expect(world.sfn.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    })
  })

  test('output that is not JSON is refused, and the task waits on', async () => {
    await using world = await startInterpreter({ definition, answers: { f: [answered(null)] } })
    const arn = await world.start({})
    const taskToken = String(await world.functions.called('f', 1))
    const bad = world.sfn.send(new SendTaskSuccessCommand({ taskToken, output: 'yes' }))
    await expect(bad).rejects.toMatchObject({ name: 'InvalidOutput' })
    expect(await world.describe(arn)).toMatchObject({ status: 'RUNNING' })
  })

  test.each([
    ['InvalidToken', 'made up'],
    ['TaskDoesNotExist', Buffer.alloc(512, 7).toString('base64')],
  ])('%s', async (name, taskToken) => {
    await using world = await startInterpreter({ definition })
    await expect(world.sfn.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject({ name })
  })
})

describe('the protocol', () => {
  test('what is not supported is said to be', async () => {
    await using world = await startInterpreter({})
    await expect(world.sfn.send(new ListStateMachinesCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    })
    const notJson = await fetch(world.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution' },
      body: '{',
    })
    expect(await notJson.json()).toMatchObject({ __type: expect.stringMatching(/#SerializationException$/) })
    expect((await fetch(world.url)).status).toBe(400)
  })
})

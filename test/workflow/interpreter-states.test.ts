import { describe, expect, test } from 'vitest'
import { answered, failed, oneState, recorded, startInterpreter } from './interpreter-harness.ts'

const task = (fields: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:f', Payload: 1 },
  ...fields,
})
const succeed = (output: unknown) => oneState({ Type: 'Succeed', Output: output })
const prefix = "An error occurred while executing the state 'Only' (entered at the event id #2). "

async function outcomeOf(definition: object, answers = {}, input: object = {}) {
  await using world = await startInterpreter({ definition, answers })
  const arn = await world.start(input)
  const { status, error, cause, output } = await world.ended(arn)
  const types = (await world.history(arn)).map(({ type }) => type)
  return { status, error, cause, output: output === undefined ? undefined : JSON.parse(output), types }
}

describe('expressions', () => {
  test('stand anywhere in an output, and null is a value', async () => {
    const output = { list: ['{% $states.input.a + 1 %}', 'text', 3], deep: { none: '{% $states.input.none %}' } }
    expect(await outcomeOf(succeed(output), {}, { a: 1, none: null })).toMatchObject({
      output: { list: [2, 'text', 3], deep: { none: null } },
    })
  })

  test('see the execution and the state', async () => {
    const { output } = await outcomeOf(succeed('{% $states.context %}'), {}, { a: 1 })
    expect(output).toEqual({
      Execution: {
        Id: 'arn:aws:states:us-east-1:000000000000:execution:period-request:US-0147',
        Input: { a: 1 },
        Name: 'US-0147',
        StartTime: '2026-11-02T14:00:00.000Z',
      },
      State: { EnteredTime: '2026-11-02T14:00:00.000Z', Name: 'Only', RetryCount: 0 },
      StateMachine: { Id: 'arn:aws:states:us-east-1:000000000000:stateMachine:period-request', Name: 'period-request' },
    })
  })

  test('one that returns nothing fails the state, and says where', async () => {
    expect(await outcomeOf(succeed({ v: ['{% $states.input.absent %}'] }))).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause: `${prefix}The JSONata expression '$states.input.absent' specified for the field 'Output/v[0]' returned nothing (undefined).`,
      types: ['ExecutionStarted', 'SucceedStateEntered', 'EvaluationFailed', 'ExecutionFailed'],
    })
  })

  test('one that throws fails the state, and says why', async () => {
    expect(await outcomeOf(succeed("{% 1 + $string('a') %}"))).toMatchObject({
      error: 'States.QueryEvaluationError',
      cause: expect.stringContaining(
        'threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number',
      ),
    })
  })

  test.each([
    ['half a second to wait', { Type: 'Wait', Seconds: '{% 0.5 %}', End: true }],
    ['a time to wait that is text', { Type: 'Wait', Seconds: "{% '3' %}", End: true }],
    [
      'a condition that is not a boolean',
      { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'End' }], Default: 'End' },
    ],
    ['a timeout of nothing', task({ TimeoutSeconds: '{% 0 %}', End: true })],
  ])('%s fails the state', async (_, state) => {
    const rest: Record<string, object> = state.Type === 'Choice' ? { End: { Type: 'Succeed' } } : {}
    expect(await outcomeOf(oneState(state, rest))).toMatchObject({ error: 'States.QueryEvaluationError' })
  })

  test("a task's own expressions are its failures: Catch takes them", async () => {
    const caught = {
      ErrorEquals: ['States.QueryEvaluationError'],
      Output: '{% $states.errorOutput.Error %}',
      Next: 'Caught',
    }
    const state = task({ Output: '{% $states.result.Payload.absent %}', Catch: [caught], End: true })
    expect(await outcomeOf(oneState(state, { Caught: { Type: 'Succeed' } }), { f: [answered({})] })).toMatchObject({
      status: 'SUCCEEDED',
      output: 'States.QueryEvaluationError',
    })
  })

  test('a Catch whose own expression fails ends the execution', async () => {
    const caught = { ErrorEquals: ['States.ALL'], Output: '{% $states.input.absent %}', Next: 'Caught' }
    const definition = oneState(task({ Catch: [caught], End: true }), { Caught: { Type: 'Succeed' } })
    expect(await outcomeOf(definition, { f: [failed('Broke')] })).toMatchObject({
      error: 'States.QueryEvaluationError',
    })
  })
})

describe('states', () => {
  test('lambda:invoke answers what AWS answers', async () => {
    expect(await outcomeOf(oneState(task({ End: true })), { f: [answered({ a: 1 })] })).toMatchObject({
      output: { ExecutedVersion: '$LATEST', Payload: { a: 1 }, StatusCode: 200 },
      types: [
        'ExecutionStarted',
        'TaskStateEntered',
        'TaskScheduled',
        'TaskStarted',
        'TaskSucceeded',
        'TaskStateExited',
        'ExecutionSucceeded',
      ],
    })
  })

  test('a Choice takes the first rule that holds, with its own output', async () => {
    const rule = (Condition: string, Output: string) => ({ Condition, Output, Next: 'End' })
    const Choices = [
      rule('{% $states.input.n > 5 %}', 'large'),
      rule('{% $states.input.n > 1 %}', 'some'),
      rule('{% true %}', 'few'),
    ]
    const definition = oneState({ Type: 'Choice', Choices }, { End: { Type: 'Succeed' } })
    expect(await outcomeOf(definition, {}, { n: 3 })).toMatchObject({ output: 'some' })
  })

  test('a Choice without a rule that holds and without a default fails', async () => {
    const state = { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'End' }] }
    expect(await outcomeOf(oneState(state, { End: { Type: 'Succeed' } }))).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
    })
  })

  test('Fail says what it was told', async () => {
    const state = { Type: 'Fail', Error: 'Refused', Cause: '{% $states.input.why %}' }
    expect(await outcomeOf(oneState(state), {}, { why: 'open items' })).toMatchObject({
      status: 'FAILED',
      error: 'Refused',
      cause: 'open items',
      types: ['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed'],
    })
  })

  test('an output over 256 KiB fails the execution', async () => {
    const output = "{% $pad('', 262144, 'x') %}"
    expect(await outcomeOf(succeed(output))).toMatchObject({ error: 'States.DataLimitExceeded' })
  })

  test('a loop without an end fails at the 25,000th event', async () => {
    const state = { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'End' }], Default: 'Only' }
    await using world = await startInterpreter({ definition: oneState(state, { End: { Type: 'Succeed' } }) })
    const arn = await world.start({})
    await world.tick()
    expect(await world.ended(arn)).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    })
  })
})

describe('Retry', () => {
  const retrying = (retry: object, fields: object = {}) =>
    oneState(task({ Retry: [{ IntervalSeconds: 10, ...retry }], End: true, ...fields }), {})

  test('waits longer each time, up to the most, as often as it says', async () => {
    const definition = retrying({ ErrorEquals: ['Busy'], BackoffRate: 3, MaxDelaySeconds: 40, MaxAttempts: 3 })
    await using world = await startInterpreter({
      definition,
      answers: { f: Array.from({ length: 4 }, () => failed('Busy')) },
    })
    const arn = await world.start({})
    for (const [index, delay] of [10, 30, 40].entries()) {
      await recorded(world, arn, 'TaskFailed', index + 1)
      await world.tick()
      await world.advance(delay - 1)
      expect(world.functions.calls).toHaveLength(index + 1)
      await world.advance(1)
    }
    expect(await world.ended(arn)).toMatchObject({ status: 'FAILED', error: 'Busy' })
  })

  test('speed divides its intervals', async () => {
    const definition = retrying({ ErrorEquals: ['Busy'] })
    await using world = await startInterpreter({ definition, speed: 10, answers: { f: [failed('Busy'), answered(1)] } })
    const arn = await world.start({})
    await recorded(world, arn, 'TaskFailed')
    await world.tick()
    await world.advance(1)
    expect(await world.ended(arn)).toMatchObject({ status: 'SUCCEEDED' })
  })

  test.each([
    ['States.TaskFailed is any error of a function', ['States.TaskFailed'], 'Broke', 2],
    ['States.TaskFailed is no timeout', ['States.TaskFailed'], 'States.Timeout', 1],
    ['States.ALL is a timeout too', ['States.ALL'], 'States.Timeout', 2],
    ['States.ALL is not States.DataLimitExceeded', ['States.ALL'], 'States.DataLimitExceeded', 1],
    ['States.DataLimitExceeded by name is', ['States.DataLimitExceeded'], 'States.DataLimitExceeded', 2],
    ['nothing retries States.Runtime', ['States.Runtime'], 'States.Runtime', 1],
  ])('%s', async (_, ErrorEquals, error, calls) => {
    const definition = retrying({ ErrorEquals, MaxAttempts: 1 })
    await using world = await startInterpreter({ definition, answers: { f: [failed(error), failed(error)] } })
    const arn = await world.start({})
    await world.functions.called('f', 1)
    if (calls === 2) {
      await recorded(world, arn, error === 'States.Timeout' ? 'TaskTimedOut' : 'TaskFailed')
      await world.tick()
      await world.advance(10)
    }
    expect(await world.ended(arn)).toMatchObject({ status: 'FAILED', error })
    expect(world.functions.calls).toHaveLength(calls)
  })
})

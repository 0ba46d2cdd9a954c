import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn'
import { expect, test } from 'vitest'
import type { InvokeResult } from '../../local/step-functions/server.ts'
import { answered, oneState, recorded, startInterpreter } from './interpreter-harness.ts'

const invoke = 'arn:aws:states:::lambda:invoke'
const day = 86_400

test('the clock is moved over a wait of a day: it is over at once, and the next one is waited for', async () => {
  const definition = oneState(
    { Type: 'Wait', Seconds: day, Next: 'Again' },
    { Again: { Type: 'Wait', Seconds: day, End: true } },
  )
  await using interpreter = await startInterpreter({ definition })
  const arn = await interpreter.start({})
  await recorded(interpreter, arn, 'WaitStateEntered')
  interpreter.clock.advance(365 * day)
  interpreter.resume()
  await recorded(interpreter, arn, 'WaitStateEntered', 2)
  expect((await interpreter.describe(arn)).status).toBe('RUNNING')
  interpreter.clock.advance(day)
  interpreter.resume()
  expect((await interpreter.ended(arn)).status).toBe('SUCCEEDED')
})

test('the clock is moved over the deadline of a token: it has expired, and late answers are told so', async () => {
  const Arguments = { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } }
  const definition = oneState({
    Type: 'Task',
    Resource: `${invoke}.waitForTaskToken`,
    Arguments,
    TimeoutSeconds: day,
    End: true,
  })
  await using interpreter = await startInterpreter({ definition, answers: { ask: [answered(null)] } })
  const arn = await interpreter.start({})
  await recorded(interpreter, arn, 'TaskSubmitted')
  interpreter.clock.advance(day)
  interpreter.resume()
  expect(await interpreter.ended(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
  const payload = await interpreter.functions.called('ask', 1)
  const taskToken = String(Object(payload).token)
  const late = interpreter.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))
  await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' })
})

test('a function in flight while the clock is moved keeps its time, and is not invoked twice', async () => {
  const definition = oneState({
    Type: 'Task',
    Resource: invoke,
    Arguments: { FunctionName: 'slow' },
    TimeoutSeconds: 300,
    End: true,
  })
  const answer = Promise.withResolvers<InvokeResult>()
  await using interpreter = await startInterpreter({ definition, answers: { slow: [answer.promise] } })
  const arn = await interpreter.start({})
  await interpreter.functions.called('slow', 1)
  interpreter.clock.advance(day)
  interpreter.resume()
  await interpreter.tick()
  expect(interpreter.isBusy()).toBe(true)
  answer.resolve(answered({ done: true }))
  expect((await interpreter.ended(arn)).status).toBe('SUCCEEDED')
  expect(interpreter.functions.calls).toHaveLength(1)
  expect((await interpreter.history(arn)).map(({ type }) => type)).not.toContain('TaskTimedOut')
})

test('paused, what a function answered is followed by the clock of then, and no function is invoked', async () => {
  const definition = oneState(
    { Type: 'Task', Resource: invoke, Arguments: { FunctionName: 'first' }, Next: 'Held' },
    {
      Held: { Type: 'Wait', Seconds: 600, Next: 'Last' },
      Last: { Type: 'Task', Resource: invoke, Arguments: { FunctionName: 'last' }, End: true },
    },
  )
  const answer = Promise.withResolvers<InvokeResult>()
  const answers = { first: [answer.promise], last: [answered('done')] }
  await using interpreter = await startInterpreter({ definition, answers })
  const arn = await interpreter.start({})
  await interpreter.functions.called('first', 1)
  interpreter.pause()
  answer.resolve(answered(null))
  await interpreter.settled()
  interpreter.clock.advance(600)
  await interpreter.tick()
  expect(interpreter.functions.calls.map(({ functionName }) => functionName)).toEqual(['first'])
  interpreter.resume()
  expect((await interpreter.ended(arn)).status).toBe('SUCCEEDED')
})

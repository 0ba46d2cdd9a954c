import { describe, expect, test } from 'vitest'
import { startStepFunctions } from '../../local/step-functions/server.ts'
import { oneState } from './interpreter-harness.ts'
import { stateMachineArn } from './period-request-definition.ts'

const task = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'advance', Payload: {} },
  End: true,
}
const waitState = (fields: object) => oneState({ Type: 'Wait', Seconds: 1, End: true, ...fields })

/** The lines of the refusal, without the first. */
async function refusal(definition: unknown): Promise<string[]> {
  const options = {
    port: 0,
    file: ':memory:',
    stateMachines: [{ arn: stateMachineArn, definition }],
    invoke: neverInvoked,
  }
  const message = await startStepFunctions(options).then(
    async (started) => started.close().then(() => 'not refused'),
    (error: unknown) => String(error),
  )
  return message
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
}

async function neverInvoked(): Promise<never> {
  throw new Error('nothing is run here')
}

describe('refused when loaded, with the path', () => {
  test.each([
    ['JSONPath', { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, '/QueryLanguage: must be JSONata'],
    ['a timeout of the whole', { ...waitState({}), TimeoutSeconds: 5 }, '/TimeoutSeconds: this field is not supported'],
    [
      'a Map',
      oneState({ Type: 'Map', End: true }),
      '/States/Only/Type: this state type is not supported; it must be Task, Choice, Wait, Succeed or Fail',
    ],
    [
      'a heartbeat',
      oneState({ ...task, HeartbeatSeconds: 5 }),
      '/States/Only/HeartbeatSeconds: this field is not supported',
    ],
    ['a variable', waitState({ Assign: { a: 1 } }), '/States/Only/Assign: this field is not supported'],
    [
      'a qualifier',
      oneState({ ...task, Arguments: { ...task.Arguments, Qualifier: '1' } }),
      '/States/Only/Arguments/Qualifier: this field is not supported',
    ],
    [
      'a timestamp',
      waitState({ Timestamp: '2026-11-01T00:00:00Z' }),
      '/States/Only/Timestamp: this field is not supported',
    ],
    [
      'half a second',
      waitState({ Seconds: 0.5 }),
      '/States/Only/Seconds: must be a whole number of seconds from 0 to 99999999, or a JSONata expression: {% … %}',
    ],
    [
      'another service',
      oneState({ ...task, Resource: 'arn:aws:states:::sqs:sendMessage' }),
      /^\/States\/Only\/Resource: /,
    ],
    ['an unknown target', waitState({ End: undefined, Next: 'Gone' }), "/States/Only/Next: there is no state 'Gone'"],
    [
      'an unknown target of a catcher',
      oneState({ ...task, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Gone' }] }),
      "/States/Only/Catch[0]/Next: there is no state 'Gone'",
    ],
    [
      'a state that nothing leads to',
      oneState(task, { Alone: { Type: 'Succeed' } }),
      '/States/Alone: no state leads here',
    ],
    ['no way on', waitState({ End: undefined }), '/States/Only: needs either Next or End'],
    [
      'States.ALL before another',
      oneState({ ...task, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['Busy'] }] }),
      '/States/Only/Retry[0]/ErrorEquals: States.ALL must stand alone and last',
    ],
    [
      'a substitution that was not made',
      oneState({ ...task, Arguments: { FunctionName: `$${'{Arn}'}` } }),
      `/States/Only/Arguments/FunctionName: '$${'{Arn}'}' has not been substituted`,
    ],
    [
      'an expression that does not end',
      waitState({ Output: '{% $states.input' }),
      '/States/Only/Output: an expression must begin with {% and end with %}',
    ],
    ['an expression that does not parse', waitState({ Output: { a: '{% 1 + %}' } }), /^\/States\/Only\/Output\/a: /],
    [
      'an unknown variable',
      waitState({ Output: '{% $stats.input %}' }),
      '/States/Only/Output: $stats has no value, or is a function that is not supported',
    ],
    [
      '$eval',
      waitState({ Output: "{% $eval('1') %}" }),
      '/States/Only/Output: $eval has no value, or is a function that is not supported',
    ],
    [
      'another clock',
      waitState({ Output: ['{% $now() %}'] }),
      '/States/Only/Output[0]: $now has no value, or is a function that is not supported',
    ],
    [
      'a bare name',
      waitState({ Output: '{% request.key %}' }),
      "/States/Only/Output: 'request' has no value here; write $states.input.request",
    ],
    [
      'a result where there is none',
      waitState({ Output: '{% $states.result %}' }),
      '/States/Only/Output: $states.result has no value here',
    ],
    [
      'an error outside Catch',
      oneState({ ...task, Output: '{% $states.errorOutput %}' }),
      '/States/Only/Output: $states.errorOutput has no value here',
    ],
  ])('%s', async (_, definition, mistake) => {
    expect(await refusal(definition)).toEqual([typeof mistake === 'string' ? mistake : expect.stringMatching(mistake)])
  })

  test('an unknown start, which leads nowhere', async () => {
    const mistakes = ["/StartAt: there is no state 'Gone'", '/States/Only: no state leads here']
    expect(await refusal({ ...waitState({}), StartAt: 'Gone' })).toEqual(mistakes)
  })

  test('every mistake at once', async () => {
    const definition = oneState({ ...task, End: undefined, Next: 'Gone', Output: '{% $result %}' })
    expect(await refusal(definition)).toHaveLength(2)
  })
})

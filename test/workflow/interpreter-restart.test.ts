import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answered, Clock, failed, never, oneState, recorded, startInterpreter } from './interpreter-harness.ts'
import { stateMachineArn } from './period-request-definition.ts'

const request = { entity: 'us', number: 147 }
const announce = answered({ kind: 'announce' })
const finished = answered({ kind: 'finished' })

let directory: string
let file: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'closing-bell-step-functions-'))
  file = join(directory, 'executions.sqlite')
})
afterEach(() => rmSync(directory, { recursive: true }))

test('stopped in a wait: goes on at the time that was set, or at once if that has passed', async () => {
  const clock = new Clock()
  const before = await startInterpreter({
    file,
    clock,
    answers: { advance: [answered({ kind: 'wait', seconds: 300 })] },
  })
  const arn = await before.start({ request })
  await recorded(before, arn, 'WaitStateEntered')
  await before.close()
  clock.advance(200)
  const between = await startInterpreter({ file, clock })
  await between.advance(99)
  expect(between.functions.calls).toEqual([])
  await between.close()
  clock.advance(3600)
  await using after = await startInterpreter({ file, clock, answers: { advance: [announce], announce: [finished] } })
  expect(await after.ended(arn)).toMatchObject({ status: 'SUCCEEDED' })
})

test('stopped in a task: the function is invoked again, with all its time', async () => {
  const clock = new Clock()
  const before = await startInterpreter({ file, clock, answers: { advance: [never] } })
  const arn = await before.start({ request })
  await before.functions.called('advance', 1)
  await before.close()
  clock.advance(3600)
  const answer = Promise.withResolvers<typeof announce>()
  await using after = await startInterpreter({
    file,
    clock,
    answers: { advance: [answer.promise], announce: [finished] },
  })
  expect(await after.functions.called('advance', 1)).toEqual({ request })
  await after.advance(299)
  answer.resolve(announce)
  expect(await after.ended(arn)).toMatchObject({ status: 'SUCCEEDED' })
})

test('a late answer to an interpreter that was closed changes nothing', async () => {
  const answer = Promise.withResolvers<typeof announce>()
  const before = await startInterpreter({ file, answers: { advance: [answer.promise] } })
  const arn = await before.start({ request })
  await before.functions.called('advance', 1)
  await before.close()
  answer.resolve(announce)
  await answer.promise
  await using after = await startInterpreter({ file, answers: { advance: [never] } })
  await after.functions.called('advance', 1)
  expect(await after.describe(arn)).toMatchObject({ status: 'RUNNING' })
})

describe('stopped while a decision is awaited', () => {
  const answers = {
    advance: [answered({ kind: 'await-decision', timeoutSeconds: 3600 })],
    'request-approval': [answered(null)],
  }

  test('the token is still good, and nobody is asked again', async () => {
    const before = await startInterpreter({ file, answers })
    const arn = await before.start({ request })
    const { taskToken } = Object(await before.functions.called('request-approval', 1))
    await recorded(before, arn, 'TaskSubmitted')
    await before.close()
    await using after = await startInterpreter({ file, answers: { advance: [announce], announce: [finished] } })
    await after.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))
    expect(await after.ended(arn)).toMatchObject({ status: 'SUCCEEDED' })
    expect(after.functions.payloads('request-approval')).toEqual([])
  })

  test('its deadline stays where it was', async () => {
    const clock = new Clock()
    const before = await startInterpreter({ file, clock, answers })
    const arn = await before.start({ request })
    await before.functions.called('request-approval', 1)
    await recorded(before, arn, 'TaskSubmitted')
    await before.close()
    clock.advance(3599)
    await using after = await startInterpreter({ file, clock, answers: { advance: [announce], announce: [finished] } })
    await after.tick()
    expect(after.functions.calls).toEqual([])
    await after.advance(1)
    expect(await after.ended(arn)).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('stopped while the card was being posted: posted again with the same token', async () => {
    const before = await startInterpreter({ file, answers: { ...answers, 'request-approval': [never] } })
    await before.start({ request })
    const first = await before.functions.called('request-approval', 1)
    await before.close()
    await using after = await startInterpreter({ file })
    expect(await after.functions.called('request-approval', 1)).toEqual(first)
  })
})

test('how often was tried is remembered', async () => {
  const clock = new Clock()
  const definition = oneState({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'f', Payload: '{% $states.context.State.RetryCount %}' },
    Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10, MaxAttempts: 1 }],
    End: true,
  })
  const before = await startInterpreter({ file, clock, definition, answers: { f: [failed('Busy')] } })
  const arn = await before.start({})
  await recorded(before, arn, 'TaskFailed')
  await before.tick()
  await before.close()
  await using after = await startInterpreter({ file, clock, definition, answers: { f: [failed('Busy')] } })
  await after.advance(9)
  expect(after.functions.calls).toEqual([])
  await after.advance(1)
  expect(await after.ended(arn)).toMatchObject({ status: 'FAILED', error: 'Busy' })
  expect(after.functions.payloads('f')).toEqual([1])
})

test('an execution ends on the definition that it began with', async () => {
  const clock = new Clock()
  const wait = (output: string) => oneState({ Type: 'Wait', Seconds: 60, Output: output, End: true })
  const before = await startInterpreter({ file, clock, definition: wait('old') })
  const arn = await before.start({})
  await before.close()
  await using after = await startInterpreter({ file, clock, definition: wait('new') })
  await after.tick()
  await after.advance(60)
  expect(await after.ended(arn)).toMatchObject({ output: '"old"' })
})

test('a file that another process has open is refused', async () => {
  await using running = await startInterpreter({ file })
  expect(running.port).toBeGreaterThan(0)
  await expect(startInterpreter({ file })).rejects.toThrow(/in use by another process/)
})

describe('killed', () => {
  let child: ChildProcess
  afterEach(() => child.kill('SIGKILL'))

  test('in the middle of a task: the task is repeated', async () => {
    child = spawn(process.execPath, [join(import.meta.dirname, 'interpreter-child.ts'), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines = readLines(child)
    const endpoint = await lines('http')
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const sfn = new SFNClient({ endpoint, region: 'us-east-1', credentials })
    const input = JSON.stringify({ request })
    const { executionArn = '' } = await sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'US-0147', input }))
    await lines('invoked advance')
    child.kill('SIGKILL')
    await once(child, 'exit')
    await using after = await startInterpreter({ file, answers: { advance: [announce], announce: [finished] } })
    expect(await after.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED' })
    expect(after.functions.payloads('advance')).toEqual([{ request }])
  })
})

/** Waits for a line of the child's output that begins so. */
function readLines({ stdout }: ChildProcess): (beginning: string) => Promise<string> {
  if (stdout === null) throw new Error('the child has no output')
  let text = ''
  stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
  })
  return async (beginning) => {
    for (;;) {
      const found = text
        .split('\n')
        .slice(0, -1)
        .find((line) => line.startsWith(beginning))
      if (found !== undefined) return found
      await once(stdout, 'data')
    }
  }
}

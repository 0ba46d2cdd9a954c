import { createRequire } from 'node:module'
import { SendTaskFailureCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn'
import { describe, expect, test } from 'vitest'
import { answered, failed, never, recorded, startInterpreter } from './interpreter-harness.ts'
import { periodRequest } from './period-request-definition.ts'

const validate: (definition: unknown) => { isValid: boolean } = createRequire(import.meta.url)('asl-validator')

const request = { entity: 'us', number: 147 }
const wait = (seconds: number) => answered({ kind: 'wait', seconds })
const awaitDecision = answered({ kind: 'await-decision', timeoutSeconds: 172_800 })
const announce = answered({ kind: 'announce' })
const finished = answered({ kind: 'finished' })
const tokenOf = (payload: unknown) => String(Object(payload).taskToken)

test('the state machine is valid Amazon States Language', () => {
  // It writes into what it is given.
  expect(validate(structuredClone(periodRequest))).toMatchObject({ isValid: true, errors: [] })
})

test('a whole close: asks, waits, waits for the decision, asks again, announces', async () => {
  const advance = [answered({ kind: 'asked' }), wait(3), awaitDecision, announce]
  await using world = await startInterpreter({
    answers: { advance, 'request-approval': [answered(null)], announce: [finished] },
  })
  const arn = await world.start({ request })
  await world.functions.called('advance', 2)
  await recorded(world, arn, 'WaitStateEntered')
  await world.tick()
  await world.advance(3)
  const { taskToken, ...approval } = Object(await world.functions.called('request-approval', 1))
  expect(approval).toEqual({ request })
  await world.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))
  expect(await world.ended(arn)).toMatchObject({
    status: 'SUCCEEDED',
    output: JSON.stringify({ request, step: { kind: 'finished' } }),
  })
  expect(world.functions.payloads('advance')).toEqual([{ request }, { request }, { request }, { request }])
  expect(world.functions.payloads('announce')).toEqual([{ request, broke: null }])
})

describe('waiting', () => {
  test('nothing is asked before the time, and no timer is too long: sixty days', async () => {
    const days = 60 * 86_400
    await using world = await startInterpreter({ answers: { advance: [wait(days), announce], announce: [finished] } })
    const arn = await world.start({ request })
    await recorded(world, arn, 'WaitStateEntered')
    await world.tick()
    await world.advance(days - 1)
    expect(world.functions.payloads('advance')).toHaveLength(1)
    await world.advance(1)
    expect(await world.ended(arn)).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('speed divides waits, and the clock alone makes them end', async () => {
    const now = () => new Date()
    const answers = { advance: [wait(30), announce], announce: [finished] }
    await using world = await startInterpreter({
      answers,
      speed: 1000,
      clock: Object.assign({ now, advance: () => {} }),
    })
    expect(await world.ended(await world.start({ request }))).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('one that waits does not hold up another', async () => {
    await using world = await startInterpreter({ answers: { advance: [wait(300), announce], announce: [finished] } })
    const first = await world.start({ request }, 'US-0001')
    await recorded(world, first, 'WaitStateEntered')
    const second = await world.start({ request }, 'US-0002')
    expect(await world.ended(second)).toMatchObject({ status: 'SUCCEEDED' })
    expect(await world.describe(first)).toMatchObject({ status: 'RUNNING' })
  })
})

describe('errors of functions', () => {
  test('one that is named is tried again, later, and the step goes on', async () => {
    const advance = [failed('ZuoraBusy'), failed('Sandbox.Timedout'), announce]
    await using world = await startInterpreter({ answers: { advance, announce: [finished] } })
    const arn = await world.start({ request })
    await recorded(world, arn, 'TaskFailed', 1)
    await world.tick()
    await world.advance(3)
    await recorded(world, arn, 'TaskFailed', 2)
    await world.tick()
    await world.advance(6)
    expect(await world.ended(arn)).toMatchObject({ status: 'SUCCEEDED' })
    expect(world.functions.payloads('advance')).toHaveLength(3)
  })

  test('any other is announced, with its name and what Lambda said', async () => {
    await using world = await startInterpreter({
      answers: { advance: [failed('ZuoraUnexpected')], announce: [finished] },
    })
    const arn = await world.start({ request })
    await world.ended(arn)
    const broke = { Error: 'ZuoraUnexpected', Cause: '{"errorMessage":"as scripted","errorType":"ZuoraUnexpected"}' }
    expect(world.functions.payloads('announce')).toEqual([{ request, broke }])
  })

  test('a function that cannot be reached is one that is tried again', async () => {
    const unreachable = Promise.reject(new Error('connect ECONNREFUSED'))
    unreachable.catch(() => {})
    await using world = await startInterpreter({ answers: { advance: [unreachable, announce], announce: [finished] } })
    const arn = await world.start({ request })
    const [event] = await recorded(world, arn, 'TaskFailed')
    expect(event?.taskFailedEventDetails?.error).toBe('Lambda.SdkClientException')
    await world.tick()
    await world.advance(3)
    expect(await world.ended(arn)).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('one that does not answer in time is asked again, and its late answer counts for nothing', async () => {
    const late = Promise.withResolvers<ReturnType<typeof answered>>()
    await using world = await startInterpreter({ answers: { advance: [late.promise, announce], announce: [never] } })
    const arn = await world.start({ request })
    await world.functions.called('advance', 1)
    await world.advance(299)
    expect(await recorded(world, arn, 'TaskStarted')).toHaveLength(1)
    await world.advance(1)
    await recorded(world, arn, 'TaskTimedOut')
    late.resolve(wait(1))
    await world.advance(3)
    await world.functions.called('announce', 1)
    expect((await world.history(arn)).map(({ type }) => type)).not.toContain('WaitStateEntered')
  })

  test('an answer over 256 KiB fails the execution: States.ALL does not catch it', async () => {
    await using world = await startInterpreter({ answers: { advance: [answered('x'.repeat(262_144))] } })
    const execution = await world.ended(await world.start({ request }))
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' })
    expect(world.functions.payloads('announce')).toEqual([])
  })
})

describe('waiting for a decision', () => {
  test('its timeout comes from the step and leads back to advance; the token is dead then', async () => {
    const advance = [awaitDecision, announce]
    await using world = await startInterpreter({
      answers: { advance, 'request-approval': [answered(null)], announce: [finished] },
    })
    const arn = await world.start({ request })
    const taskToken = tokenOf(await world.functions.called('request-approval', 1))
    await recorded(world, arn, 'TaskSubmitted')
    await world.advance(172_800)
    expect(await world.ended(arn)).toMatchObject({ status: 'SUCCEEDED' })
    expect(world.functions.payloads('advance')).toHaveLength(2)
    const late = world.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' })
  })

  test('a token past its deadline is dead even before the clock is looked at', async () => {
    await using world = await startInterpreter({
      answers: { advance: [awaitDecision], 'request-approval': [answered(null)] },
    })
    await world.start({ request })
    const taskToken = tokenOf(await world.functions.called('request-approval', 1))
    world.clock.advance(172_800)
    const late = world.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' })
  })

  test('a decision while the card is still being posted is not lost, and not repeated', async () => {
    const posting = Promise.withResolvers<ReturnType<typeof answered>>()
    const answers = { advance: [awaitDecision, never], 'request-approval': [posting.promise] }
    await using world = await startInterpreter({ answers })
    const arn = await world.start({ request })
    const taskToken = tokenOf(await world.functions.called('request-approval', 1))
    await world.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))
    await world.functions.called('advance', 2)
    posting.resolve(answered(null))
    await world.tick()
    expect((await world.history(arn)).map(({ type }) => type)).not.toContain('TaskSubmitted')
  })

  test('a card that cannot be posted is tried again with a new token', async () => {
    const answers = { advance: [awaitDecision], 'request-approval': [failed('SlackBusy'), never] }
    await using world = await startInterpreter({ answers })
    const arn = await world.start({ request })
    const first = tokenOf(await world.functions.called('request-approval', 1))
    await recorded(world, arn, 'TaskFailed')
    await world.tick()
    await world.advance(3)
    const second = tokenOf(await world.functions.called('request-approval', 2))
    expect(second).not.toBe(first)
    const late = world.sfn.send(new SendTaskSuccessCommand({ taskToken: first, output: '{}' }))
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' })
  })

  test('a failure sent for the token is tried again four times, then announced', async () => {
    const posted = Array.from({ length: 5 }, () => answered(null))
    const answers = { advance: [awaitDecision], 'request-approval': posted, announce: [finished] }
    await using world = await startInterpreter({ answers })
    const arn = await world.start({ request })
    for (let times = 1; times <= 5; times++) {
      const taskToken = tokenOf(await world.functions.called('request-approval', times))
      await world.sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Gone', cause: 'no card' }))
      world.clock.advance(60)
      await world.tick()
    }
    await world.ended(arn)
    expect(world.functions.payloads('announce')).toEqual([{ request, broke: { Error: 'Gone', Cause: 'no card' } }])
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startStepFunctions } from '../../../local/step-functions/server.ts'
import { askedSchema } from '../../../src/slack/asked.ts'
import type { WorkflowStep } from '../../../src/usecases/turns/workflow-step.ts'
import { createResume } from '../../../src/workflow/executions.ts'
import { openOwnTable } from '../../support/own-table.ts'
import { answered, startInterpreter } from '../interpreter-harness.ts'
import { definitionIn, periodRequest, stateMachineArn } from '../period-request-definition.ts'
import { kept, openEarlierClose } from './earlier-close.ts'

/** The definition that executions have which the first version started. */
const earlier = definitionIn(new URL('period-request.asl.json', import.meta.url))
const input = JSON.stringify(kept.input)
const execution = 'US-0001'

let directory: string
let table: Awaited<ReturnType<typeof openOwnTable>>
beforeAll(async () => {
  table = await openOwnTable()
})
afterAll(() => table.close())
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'earlier-version-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

type Invoke = Parameters<typeof startStepFunctions>[0]['invoke']

/** A Step Functions whose executions outlast a deployment: the definition that is deployed, and who answers, are given. */
async function openStepFunctions(definition: unknown, { invoke, now }: { invoke: Invoke; now: () => Date }) {
  const states = await startStepFunctions({
    ...{ port: 0, file: join(directory, 'executions.sqlite'), now, invoke },
    stateMachines: [{ arn: stateMachineArn, definition }],
  })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const sfn = new SFNClient({ endpoint: states.url, region: 'us-east-1', credentials, maxAttempts: 1 })
  return {
    ...states,
    sfn,
    async close() {
      sfn.destroy()
      await states.close()
    },
  }
}

/** Starts an execution and leaves it where it waits for people, as the first version did; with the token it waits for. */
async function leaveWaiting(definition: unknown, now: () => Date): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const before = await openStepFunctions(definition, {
    now,
    invoke: async (functionName, payload) => {
      if (functionName === 'advance') return answered({ kind: 'await-decision', timeoutSeconds: 172_800 })
      resolve(String(Object(payload).taskToken))
      return answered(null)
    },
  })
  await before.sfn.send(new StartExecutionCommand({ stateMachineArn, name: execution, input }))
  const taskToken = await promise
  await before.close()
  return taskToken
}

test('a close that the first version began goes on after the deployment, with the approval it had, to its end', async () => {
  const begunAt = new Date('2026-11-21T22:58:20.000Z')
  const taskToken = await leaveWaiting(earlier, () => begunAt)
  const resuming = { resume: async (_token: string) => {} }
  const close = await openEarlierClose(table.dynamodb, { taskToken, resume: (token) => resuming.resume(token) })
  const after = await openStepFunctions(periodRequest, {
    now: close.clock.now,
    invoke: async (functionName, payload) => answered((await close.invoke(functionName, payload)) ?? null),
  })
  try {
    resuming.resume = createResume(after.sfn).resume
    expect(await close.now()).toMatchObject({ status: 'awaiting', round: 1, approvals: 1 })
    expect(await close.approve('U0BOB', 1)).toMatchObject({ kind: 'refused', because: 'already-decided' })
    expect(await close.approve('U0CAROL', 1)).toMatchObject({ kind: 'counted' })
    const executionArn = stateMachineArn.replace(':stateMachine:', ':execution:').concat(`:${execution}`)
    const status = async () => (await after.sfn.send(new DescribeExecutionCommand({ executionArn }))).status
    await vi.waitFor(
      async () => {
        // No function is to be found too slow because this clock is fast.
        if (!after.isBusy()) close.clock.pass(30)
        await after.tick()
        expect(await status()).toBe('SUCCEEDED')
      },
      { interval: 10, timeout: 20_000 },
    )
    expect(await close.now()).toMatchObject({
      status: 'finished',
      outcome: { kind: 'succeeded' },
      told: true,
      round: 1,
    })
    expect(close.zuora.asks.filter(({ what }) => what === 'close')).toHaveLength(1)
  } finally {
    await after.close()
  }
})

const stateAfter = {
  asked: 'Advance',
  wait: 'Wait',
  'await-decision': 'AwaitDecision',
  announce: 'Announce',
  finished: 'Finished',
} as const satisfies Record<WorkflowStep['kind'], string>

const steps: readonly WorkflowStep[] = [
  { kind: 'asked' },
  { kind: 'wait', seconds: 60 },
  { kind: 'await-decision', timeoutSeconds: 60 },
  { kind: 'announce' },
  { kind: 'finished' },
]

test.each(steps)('what the code answers today, the first definition follows: $kind', async (step) => {
  await using interpreter = await startInterpreter({ definition: earlier, answers: { advance: [answered(step)] } })
  const arn = await interpreter.start(kept.input)
  await vi.waitFor(
    async () => {
      const names = (await interpreter.history(arn)).map(
        ({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name,
      )
      expect(names.filter((name) => name !== undefined).slice(0, 3)).toEqual([
        'Advance',
        'NextStep',
        stateAfter[step.kind],
      ])
    },
    { interval: 2, timeout: 30_000 },
  )
})

test.each(kept.handedOn)('what the first version handed on before the deployment is read after it: %o', (asked) => {
  expect(askedSchema.parse(asked)).toEqual(asked)
})

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { stateMachineArn } from '../../local/state-machine.ts'
import { type BehindEntry, behindAt } from '../local-program/behind.ts'
import { callJson } from '../local-program/call-json.ts'
import { type Executions, endOfWait, executionsAt, type StateEvent } from '../local-program/executions.ts'
import { type People, peopleAt } from '../local-program/people.ts'
import { addressOf, type Program, serverless } from '../local-program/start-program.ts'
import { waitUntil } from '../local-program/wait-until.ts'
import { type MeteredProgram, startMeteredProgram } from '../table/metered-program.ts'
import type { TableCall } from '../table/metered-table.ts'

const LOOK_EVERY_MS = 5

/** All that one close did, as it was recorded. */
export type LivedClose = {
  trialBalanceSeconds: number
  history: StateEvent[]
  entries: BehindEntry[]
  tableCalls: TableCall[]
  logBytes: number
}

/**
 * A close with two approvals on the stand-ins, its trial balances as long as asked, at real speed: what waits is jumped to, so
 * that every look is taken at the moment at which it would be.
 */
export async function runClose(
  trialBalanceSeconds: number,
  afterwards: (program: MeteredProgram) => Promise<void> = async () => {},
): Promise<LivedClose> {
  const program = await startMeteredProgram({ speed: 1 })
  try {
    const lived = await live(program, trialBalanceSeconds)
    const tableCalls = [...program.tableCalls]
    const logBytes = statSync(join(program.dataDir, 'functions.log')).size
    if (program.failures.length > 0) throw new Error(`Functions failed: ${program.failures.join('; ')}`)
    await afterwards(program)
    return { trialBalanceSeconds, ...lived, tableCalls, logBytes }
  } finally {
    await program.stop()
  }
}

async function live({ ports }: Program, seconds: number): Promise<Pick<LivedClose, 'history' | 'entries'>> {
  const page = addressOf(ports.page)
  const people = peopleAt(page)
  const behind = behindAt(page)
  const executions = executionsAt(addressOf(ports.stepFunctions))
  await callJson(`${addressOf(ports.zuora)}/sim/next-trial-balances`, [{ seconds }, { seconds }])
  // Its limits are of real time, which is jumped over here.
  await callJson(`${page}/sim/rate-limits`, { on: false })
  await people.type('U0ALICE', '/period close next')
  const arn = stateMachineArn(serverless.stateMachine)
  const { executionArn, name } = await waitUntil('execution', async () => (await executions.list(arn))[0])
  const isRunning = async () => (await executions.list(arn))[0]?.status === 'RUNNING'
  let approved = 0
  while (await isRunning()) {
    const next = await nextThing(executions, executionArn)
    if (next.kind === 'wait') await people.jumpTo(next.until)
    if (next.kind === 'decide' && approved < approvers.length) {
      await approve(people, approvers[approved] ?? '')
      approved += 1
    }
    await behind.gather()
    await pause(LOOK_EVERY_MS)
  }
  await waitUntil(`outcome of ${name}`, async () => (await people.hasOutcome(name)) || undefined)
  await behind.gather()
  return { history: await executions.history(executionArn), entries: behind.entries() }
}

const approvers = ['U0BOB', 'U0CAROL']

async function approve(people: People, user: string): Promise<void> {
  await people.press(user, await people.sees('Approve'), 'Approve')
}

type Next = { kind: 'wait'; until: number } | { kind: 'decide' } | { kind: 'work' }

/** What the execution waits for: a moment, people, or what it is doing by itself. */
async function nextThing(executions: Executions, executionArn: string): Promise<Next> {
  const [last, ...before] = await executions.latest(executionArn)
  if (last?.type === 'WaitStateEntered') return { kind: 'wait', until: endOfWait(last) }
  const isSubmitted = last?.type === 'TaskSubmitted' || last?.type === 'TaskStarted'
  const isDecision = before.some(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === 'AwaitDecision')
  return isSubmitted && isDecision ? { kind: 'decide' } : { kind: 'work' }
}

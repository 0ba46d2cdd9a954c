import { type BehindEntry, behindAt } from '../local-program/behind.ts'
import { addressOf, type Program, serverless } from '../local-program/start-program.ts'
import type { MeteredProgram } from '../table/metered-program.ts'
import type { TableCall } from '../table/metered-table.ts'
import { billFor, gbSecondsOf, noUsage, plus, times, type Usage } from './usage.ts'

const MINUTES_OF_A_MONTH = 30 * 24 * 60
const minutesOf: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 }

/** What one schedule costs by itself where nothing is under way. */
export type IdleSchedule = { functionName: string; runsAMonth: number; usage: Usage; dollarsAMonth: number }

export type Idle = { schedules: IdleSchedule[]; dollarsAMonth: number }

/** Each scheduled function, run twice with nothing to do; the second is counted, as it finds the function loaded. */
export async function measureIdle(program: MeteredProgram): Promise<Idle> {
  const { tableCalls } = program
  const behind = behindAt(addressOf(program.ports.page))
  const schedules: IdleSchedule[] = []
  for (const { functionName, expression } of serverless.schedules) {
    await run(program, functionName)
    await behind.gather()
    const before = { entries: behind.entries().length, calls: tableCalls.length }
    const tookMs = await run(program, functionName)
    await behind.gather()
    const entries = behind.entries().slice(before.entries)
    const usage = usageOf({ functionName, tookMs, entries, calls: tableCalls.slice(before.calls) })
    const runsAMonth = MINUTES_OF_A_MONTH / minutesBetween(expression)
    schedules.push({ functionName, runsAMonth, usage, dollarsAMonth: billFor(times(usage, runsAMonth)).total })
  }
  return { schedules, dollarsAMonth: schedules.reduce((total, each) => total + each.dollarsAMonth, 0) }
}

async function run({ ports }: Program, functionName: string): Promise<number> {
  const body = JSON.stringify({
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    time: new Date().toISOString(),
  })
  const startedAt = performance.now()
  const url = `${addressOf(ports.lambda)}/2015-03-31/functions/${functionName}/invocations`
  const answer = await fetch(url, { method: 'POST', body })
  if (answer.headers.has('x-amz-function-error')) throw new Error(`${functionName} failed: ${await answer.text()}`)
  await answer.arrayBuffer()
  return performance.now() - startedAt
}

function usageOf(given: {
  functionName: string
  tookMs: number
  entries: readonly BehindEntry[]
  calls: readonly TableCall[]
}): Usage {
  const { functionName, tookMs, entries, calls } = given
  const memoryMb = serverless.functions.find(({ name }) => name === functionName)?.memoryMb ?? 0
  const zuora = entries.filter(({ lane }) => lane === 'zuora').length
  const slack = entries.filter(({ lane }) => lane === 'slack-call').length
  const one = {
    ...noUsage,
    lambdaCalls: 1,
    schedulerInvocations: 1,
    gbSeconds: gbSecondsOf({ memoryMb, tookMs, zuora, slack, table: calls.length }),
    zuoraCalls: zuora,
    slackCalls: slack,
  }
  return calls.reduce((total, { readUnits, writeUnits }) => plus(total, { ...noUsage, readUnits, writeUnits }), one)
}

/** `rate(15 minutes)` */
function minutesBetween(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []
  return Number(count) * (minutesOf[unit ?? ''] ?? Number.NaN)
}

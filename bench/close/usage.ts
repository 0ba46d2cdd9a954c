import { answersAfterMs, platformLogBytes, prices } from './prices.ts'

/** What is billed, and what the outside is asked. */
export type Usage = {
  transitions: number
  lambdaCalls: number
  gbSeconds: number
  writeUnits: number
  readUnits: number
  httpApiRequests: number
  logBytes: number
  schedulerInvocations: number
  traces: number
  zuoraCalls: number
  slackCalls: number
}

export const noUsage: Usage = {
  transitions: 0,
  lambdaCalls: 0,
  gbSeconds: 0,
  writeUnits: 0,
  readUnits: 0,
  httpApiRequests: 0,
  logBytes: 0,
  schedulerInvocations: 0,
  traces: 0,
  zuoraCalls: 0,
  slackCalls: 0,
}

export type Bill = { stepFunctions: number; lambda: number; dynamoDb: number; other: number; total: number }

const BYTES_OF_GB = 1024 ** 3

/** In dollars. */
export function billFor(usage: Usage): Bill {
  const stepFunctions = usage.transitions * prices.transition
  const lambda = usage.lambdaCalls * prices.lambdaRequest + usage.gbSeconds * prices.lambdaGbSecond
  const dynamoDb = usage.writeUnits * prices.writeUnit + usage.readUnits * prices.readUnit
  const logBytes = usage.logBytes + usage.lambdaCalls * platformLogBytes
  const other =
    usage.httpApiRequests * prices.httpApiRequest +
    (logBytes / BYTES_OF_GB) * prices.logGb +
    usage.schedulerInvocations * prices.schedulerInvocation +
    usage.traces * prices.trace
  return { stepFunctions, lambda, dynamoDb, other, total: stepFunctions + lambda + dynamoDb + other }
}

/** What one invocation is billed: how long it ran here, and how often it would have waited for each of the outside. */
export function gbSecondsOf(run: {
  memoryMb: number
  tookMs: number
  zuora: number
  slack: number
  table: number
}): number {
  const { zuora, slack, table } = answersAfterMs
  const ms = run.tookMs + run.zuora * zuora + run.slack * slack + run.table * table
  return (run.memoryMb / 1024) * (ms / 1000)
}

export function times(usage: Usage, factor: number): Usage {
  return mapped(usage, (name) => usage[name] * factor)
}

export function plus(one: Usage, other: Usage): Usage {
  return mapped(one, (name) => one[name] + other[name])
}

const names = [
  'transitions',
  'lambdaCalls',
  'gbSeconds',
  'writeUnits',
  'readUnits',
  'httpApiRequests',
  'logBytes',
  'schedulerInvocations',
  'traces',
  'zuoraCalls',
  'slackCalls',
] as const satisfies readonly (keyof Usage)[]

function mapped(usage: Usage, value: (name: keyof Usage) => number): Usage {
  const made = { ...usage }
  for (const name of names) made[name] = value(name)
  return made
}

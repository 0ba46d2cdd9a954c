import type { BehindEntry } from '../local-program/behind.ts'
import { serverless } from '../local-program/start-program.ts'
import type { TableCall } from '../table/metered-table.ts'
import type { LivedClose } from './run-close.ts'
import { type Bill, billFor, gbSecondsOf, type Usage } from './usage.ts'

export type CountedClose = {
  trialBalanceSeconds: number
  usage: Usage
  bill: Bill
  /** At the first trial balance, from the ask that starts it to when its end was noticed. */
  looks: number
  noticedAfterSeconds: number
  calls: Record<string, number>
}

/** Where an execution begins and where it ends are counted as well, as in AWS’s own examples. */
const BEGIN_AND_END = 2

export function countClose(lived: LivedClose): CountedClose {
  const { trialBalanceSeconds, history, entries, tableCalls, logBytes } = lived
  const invocations = invocationsIn(entries, tableCalls)
  const scheduled = history.filter(({ type }) => type === 'TaskScheduled').length
  const tasks = history.filter(({ type }) => type === 'TaskStateEntered').length
  const entered = history.filter(({ type }) => type.endsWith('StateEntered')).length
  const usage: Usage = {
    transitions: entered + Math.max(0, scheduled - tasks) + BEGIN_AND_END,
    lambdaCalls: invocations.length,
    gbSeconds: sum(invocations.map(({ gbSeconds }) => gbSeconds)),
    writeUnits: sum(tableCalls.map(({ writeUnits }) => writeUnits)),
    readUnits: sum(tableCalls.map(({ readUnits }) => readUnits)),
    httpApiRequests: inLane(entries, 'slack-request').length,
    logBytes,
    schedulerInvocations: 0,
    // One of the execution, and one of each request of Slack with what it was handed on to.
    traces: 1 + inLane(entries, 'slack-request').length,
    zuoraCalls: sum(invocations.map(({ zuoraCalls }) => zuoraCalls)),
    slackCalls: sum(invocations.map(({ slackCalls }) => slackCalls)),
  }
  const calls: Record<string, number> = {}
  for (const { name } of invocations) calls[name] = (calls[name] ?? 0) + 1
  return { trialBalanceSeconds, usage, bill: billFor(usage), ...noticing(lived), calls }
}

type Invocation = { name: string; gbSeconds: number; zuoraCalls: number; slackCalls: number }

/** Of the functions of a request; `check` runs at the start of the program only. */
function invocationsIn(entries: readonly BehindEntry[], tableCalls: readonly TableCall[]): Invocation[] {
  const functions = new Map(serverless.functions.map(({ name, memoryMb }) => [name, memoryMb]))
  return inLane(entries, 'function').flatMap(({ title, tookMs, links }) => {
    const memoryMb = functions.get(title)
    if (memoryMb === undefined || title === 'check') return []
    const link = links.find((one) => one.startsWith('invocation ')) ?? ''
    const calledIn = (lane: string) => inLane(entries, lane).filter((call) => call.links.includes(link))
    const table = tableCalls.filter(({ invocation }) => `invocation ${invocation}` === link).length
    const zuora = calledIn('zuora')
    const slack = calledIn('slack-call')
    const waits = { zuora: waitsFor(zuora), slack: waitsFor(slack), table }
    const gbSeconds = gbSecondsOf({ memoryMb, tookMs: tookMs ?? 0, ...waits })
    return [{ name: title, gbSeconds, zuoraCalls: zuora.length, slackCalls: slack.length }]
  })
}

/** How often an answer is waited for, when those that are waited for at the same time count as one. */
export function waitsFor(calls: readonly Pick<BehindEntry, 'at' | 'tookMs'>[]): number {
  let waits = 0
  let until = Number.NEGATIVE_INFINITY
  for (const { at, tookMs } of calls.toSorted((a, b) => a.at.localeCompare(b.at))) {
    const startedAt = Date.parse(at)
    if (startedAt >= until) {
      waits += 1
      until = startedAt + (tookMs ?? 0)
    } else until = Math.max(until, startedAt + (tookMs ?? 0))
  }
  return waits
}

function noticing({ trialBalanceSeconds, history, entries }: LivedClose) {
  const asked = inLane(entries, 'zuora').find(({ title }) => /^PUT .*\/pending-close$/.test(title))
  if (asked === undefined) throw new Error('Zuora was never asked to set the period to pending close.')
  const askedAt = Date.parse(asked.at) / 1000
  const endsAt = askedAt + trialBalanceSeconds
  const looks = history
    .filter(({ stateEnteredEventDetails: entered }) => entered?.name === 'Advance')
    .map(({ timestamp }) => timestamp)
    .filter((at) => at > askedAt)
  const noticed = looks.findIndex((at) => at >= endsAt)
  return { looks: noticed + 1, noticedAfterSeconds: (looks[noticed] ?? Number.NaN) - endsAt }
}

function inLane(entries: readonly BehindEntry[], lane: string): BehindEntry[] {
  return entries.filter((entry) => entry.lane === lane)
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

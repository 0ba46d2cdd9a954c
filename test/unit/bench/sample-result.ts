import type { CountedClose } from '../../../bench/close/count-close.ts'
import { billFor, noUsage } from '../../../bench/close/usage.ts'
import type { Asked, Measured } from '../../../bench/cold-start/measure-cold-start.ts'
import type { BenchResult } from '../../../bench/document/bench-result.ts'
import { spreadOf } from '../../../bench/figures/spread.ts'
import { serverless } from '../../../bench/local-program/start-program.ts'

const cold = (name: Measured['name'], asked: Asked, ms: number): Measured => ({
  name,
  asked,
  bytes: 250_000,
  firstAckMs: spreadOf([ms - 2, ms, ms + 4]),
  warmAckMs: spreadOf([1]),
})

const close = (trialBalanceSeconds: number, transitions: number): CountedClose => {
  const usage = { ...noUsage, transitions, lambdaCalls: 60, gbSeconds: 40, writeUnits: 1500, zuoraCalls: 80 }
  return {
    trialBalanceSeconds,
    usage,
    bill: billFor(usage),
    looks: 88,
    noticedAfterSeconds: 150,
    calls: { advance: 40 },
  }
}

/** A run in which every target was met. */
export const sampleResult: BenchResult = {
  on: '2026-11-21',
  machine: { cpu: 'Some CPU', cores: 2, memoryGb: 8, node: 'v24.21.0', platform: 'linux x64' },
  sizes: serverless.functions.map(({ name }) => ({ name, bytes: 244_000, gzipBytes: 80_000, besideBytes: 0 })),
  coldStarts: {
    rounds: 21,
    client: { version: '4.0.2', way: 'native' },
    measured: [
      cold('empty', 'help', 50),
      cold('slack', 'help', 85),
      cold('slack, secrets in Parameter Store', 'help', 95),
      cold('stock', 'help', 200),
      cold('empty', 'handed-on', 50),
      cold('slack', 'handed-on', 100),
      cold('slack, secrets in Parameter Store', 'handed-on', 105),
      cold('stock', 'handed-on', 210),
    ],
  },
  closes: [close(20, 43), close(600, 139), close(14_400, 316)],
  idle: {
    schedules: serverless.schedules.map(({ functionName }) => ({
      functionName,
      runsAMonth: 2880,
      usage: { ...noUsage, lambdaCalls: 1 },
      dollarsAMonth: 0.02,
    })),
    dollarsAMonth: 0.13,
  },
  load: {
    throughput: [1, 5, 20].map((closes) => ({
      closes,
      seconds: closes + 1,
      closesAMinute: 60 / (1 + 1 / closes),
      putOff: 0,
    })),
    clicks: [
      { approvers: 2, click: 1 },
      { approvers: 50, click: 1 },
      { approvers: 1000, click: 1 },
      { approvers: 50, click: 19 },
    ].map((about) => ({ ...about, ms: spreadOf([40, 50, 60]), readUnits: 20, writeUnits: 90, slackCalls: 4 })),
  },
}

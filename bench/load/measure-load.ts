import { type Spread, spreadOf } from '../figures/spread.ts'
import { type Click, measureClicks } from './clicks.ts'
import { measureThroughput, type Throughput } from './throughput.ts'

export type ClickCost = {
  approvers: number
  /** Which of the request. */
  click: number
  ms: Spread
  readUnits: number
  writeUnits: number
  slackCalls: number
}
export type Load = { throughput: Throughput[]; clicks: ClickCost[] }

const AGAIN = 3
const LATE_CLICK = 19

export async function measureLoad(say: (line: string) => void): Promise<Load> {
  const clicks: ClickCost[] = []
  for (const approvers of [2, 50, 1000]) {
    say(`A click with ${approvers} approvers …`)
    const first: Click[] = []
    for (let time = 0; time < AGAIN; time += 1) first.push(...(await measureClicks(approvers, 2)))
    clicks.push(costOf(first, { approvers, click: 1 }))
  }
  say(`The ${LATE_CLICK}th click of a request …`)
  const late: Click[] = []
  for (let time = 0; time < AGAIN; time += 1) late.push(...(await measureClicks(50, LATE_CLICK + 1)).slice(-1))
  clicks.push(costOf(late, { approvers: 50, click: LATE_CLICK }))
  const throughput: Throughput[] = []
  for (const closes of [1, 5, 20]) {
    say(`${closes} closes at once …`)
    throughput.push(await measureThroughput(closes))
  }
  return { throughput, clicks }
}

function costOf(clicks: readonly Click[], about: { approvers: number; click: number }): ClickCost {
  const median = (pick: (one: Click) => number) => spreadOf(clicks.map(pick)).median
  return {
    ...about,
    ms: spreadOf(clicks.map(({ ms }) => ms)),
    readUnits: median(({ readUnits }) => readUnits),
    writeUnits: median(({ writeUnits }) => writeUnits),
    slackCalls: median(({ slackCalls }) => slackCalls),
  }
}

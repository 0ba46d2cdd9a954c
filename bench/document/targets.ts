import type { Asked, ColdStarts, Measured } from '../cold-start/measure-cold-start.ts'
import type { Target } from '../figures/target.ts'
import type { BenchResult } from './bench-result.ts'

const SLACK_KB = 350
const CLOSE_CENTS = 1
const MOST_LOOKS = 100
/** Five minutes, and one turn. */
const NOTICED_WITHIN_SECONDS = 300 + 5
const LONG_SECONDS = 4 * 3600

export function targetsOf({ coldStarts, sizes, closes }: BenchResult): Target[] {
  const slack = sizes.find(({ name }) => name === 'slack')
  const slackKb = slack ? (slack.bytes + slack.besideBytes) / 1000 : Number.NaN
  const long = closes.find(({ trialBalanceSeconds }) => trialBalanceSeconds === LONG_SECONDS)
  const dearest = Math.max(...closes.map(({ bill }) => bill.total * 100))
  const target = (name: string, measured: number, is: Target['is'], limit: number, unit: string): Target => ({
    name,
    measured: Math.round(measured * 1000) / 1000,
    is,
    limit,
    unit,
  })
  return [
    target(
      '`help` on a cold start, of the empty handler',
      timesEmpty(coldStarts, 'slack', 'help'),
      'at most',
      1.8,
      ' ×',
    ),
    target('`help` on a cold start, faster than stock', timesFaster(coldStarts, 'help'), 'at least', 2, ' ×'),
    target(
      'handed on, on a cold start, of the empty handler',
      timesEmpty(coldStarts, 'slack', 'handed-on'),
      'at most',
      2.4,
      ' ×',
    ),
    target('handed on, on a cold start, faster than stock', timesFaster(coldStarts, 'handed-on'), 'at least', 1, ' ×'),
    target('the bundle of `slack`, with what lies beside it', slackKb, 'at most', SLACK_KB, ' kB'),
    target('a close, the dearest below', dearest, 'at most', CLOSE_CENTS, ' cents'),
    target('looks at a trial balance of 4 h', long?.looks ?? Number.NaN, 'at most', MOST_LOOKS, ''),
    target('its end noticed after', long?.noticedAfterSeconds ?? Number.NaN, 'at most', NOTICED_WITHIN_SECONDS, ' s'),
  ]
}

export function timesEmpty(coldStarts: ColdStarts, name: Measured['name'], asked: Asked): number {
  return find(coldStarts, name, asked).firstAckMs.median / find(coldStarts, 'empty', asked).firstAckMs.median
}

function timesFaster(coldStarts: ColdStarts, asked: Asked): number {
  return find(coldStarts, 'stock', asked).firstAckMs.median / find(coldStarts, 'slack', asked).firstAckMs.median
}

/** Throws where it was not measured. */
export function find({ measured }: ColdStarts, name: Measured['name'], asked: Asked): Measured {
  const found = measured.find((one) => one.name === name && one.asked === asked)
  if (!found) throw new Error(`${name} was not measured with ${asked}`)
  return found
}

import { count, ratio, table } from '../figures/text.ts'
import type { Load } from '../load/measure-load.ts'

export function loadSection({ throughput, clicks }: Load): string {
  const [alone] = throughput
  const [fewest] = clicks
  if (!alone || !fewest) throw new Error('No load was measured.')
  const closes = throughput.map(({ closes, seconds, closesAMinute, putOff }) => [
    count(closes),
    ratio(seconds / alone.seconds),
    ratio(closesAMinute / alone.closesAMinute),
    count(putOff),
  ])
  const each = clicks.map(({ approvers, click, ms, readUnits, writeUnits, slackCalls }) => [
    count(approvers),
    `${click}.`,
    ratio(ms.median / fewest.ms.median),
    `${ratio(ms.low / fewest.ms.median)} – ${ratio(ms.high / fewest.ms.median)}`,
    ratio(readUnits / fewest.readUnits),
    ratio(writeUnits / fewest.writeUnits),
    count(slackCalls),
  ])
  return `## Closes at once, on one machine

Closes in as many entities, all asked for at the same time with \`npm start\`'s stack, which does the work of AWS, Zuora and Slack as
well; waits divided by 1,000, so that what is left is work, and the limits of the Zuora stand-in put some turns off. Alone, one close took ${ratio(alone.seconds)} s.

${table(['closes at once', 'time, × one close', 'closes a minute, × one at a time', 'turns repeated'], closes)}

## A click on Approve

From the press to the private answer, when so many people may approve, all of them members of one user group, and two approvals are
needed; at the end the ${clicks.at(-1)?.click}th click on one request, whose item has grown by those before. As multiples of the first row: ${count(fewest.readUnits)} read
units and ${count(fewest.writeUnits)} write units.

${table(['approvers', 'click', 'time, × 2 approvers', 'half of the runs', 'read units, ×', 'write units, ×', 'Slack calls'], each)}`
}

import type { CountedClose } from '../close/count-close.ts'
import type { Idle } from '../close/idle.ts'
import { answersAfterMs, prices } from '../close/prices.ts'
import { cents, count, kilobytes, seconds, table } from '../figures/text.ts'

export function closeSection(closes: readonly CountedClose[]): string {
  const row = (title: string, value: (close: CountedClose) => string) => [title, ...closes.map(value)]
  const rows = [
    row('Step Functions: transitions', ({ usage }) => count(usage.transitions)),
    row('Lambda: invocations', ({ usage }) => count(usage.lambdaCalls)),
    row('Lambda: GB-seconds', ({ usage }) => seconds(usage.gbSeconds)),
    row('DynamoDB: write units', ({ usage }) => count(usage.writeUnits)),
    row('DynamoDB: read units', ({ usage }) => count(usage.readUnits)),
    row('logs', ({ usage }) => kilobytes(usage.logBytes)),
    row('calls to Zuora', ({ usage }) => count(usage.zuoraCalls)),
    row('calls to Slack', ({ usage }) => count(usage.slackCalls)),
    row('looks at the first trial balance', ({ looks }) => count(looks)),
    row('its end noticed after', ({ noticedAfterSeconds }) => `${seconds(noticedAfterSeconds)} s`),
    row('cents: Step Functions', ({ bill }) => cents(bill.stepFunctions)),
    row('cents: Lambda', ({ bill }) => cents(bill.lambda)),
    row('cents: DynamoDB', ({ bill }) => cents(bill.dynamoDb)),
    row('cents: the rest', ({ bill }) => cents(bill.other)),
    row('**cents**', ({ bill }) => `**${cents(bill.total)}**`),
  ]
  return `## One close

A real close, from the command to the end of the final trial balance, with two approvals, lived through on the local stack: the
same functions, the same state machine. Both of its trial balances take as long as the heading says. What waits is jumped over by
moving the clock, so that each look is taken at the moment at which it would be. Counted is what happened: state entries and
retries in the history of the execution; each invocation; each call of the table with the sizes of its items before and after, its
indexes included; each call that the stand-ins of Zuora and Slack answered.

${table(['trial balances of', ...closes.map(({ trialBalanceSeconds }) => durationText(trialBalanceSeconds))], rows)}

A function is billed while it waits. Its time here is increased by what Zuora (${answersAfterMs.zuora} ms), Slack (${answersAfterMs.slack} ms) and the table
(${answersAfterMs.table} ms) are guessed to take on AWS; calls made at once are waited for once. Secrets (standard parameters) and the queues of dead
letters cost nothing until they are used. Without any free tier; Step Functions' own, ${count(4000)} transitions a month, does not expire and
covers a dozen of the longest closes.`
}

export function idleSection({ schedules, dollarsAMonth }: Idle): string {
  const rows = schedules.map(({ functionName, runsAMonth, usage, dollarsAMonth: dollars }) => [
    `\`${functionName}\``,
    count(runsAMonth),
    count(usage.readUnits),
    count(usage.writeUnits),
    count(usage.zuoraCalls),
    count(usage.slackCalls),
    cents(dollars),
  ])
  return `## A month in which nothing happens

What the schedules of one entity cost by themselves, ${cents(dollarsAMonth)} cents a month. Beside that: storage, alarms and the dashboard, by the
price list.

${table(['schedule', 'runs', 'read units each', 'write units each', 'Zuora calls each', 'Slack calls each', 'cents a month'], rows)}`
}

export function priceSection(): string {
  const rows = [
    ['1,000 state transitions, Standard', prices.transition * 1_000],
    ['1,000,000 Lambda requests', prices.lambdaRequest * 1_000_000],
    ['1,000,000 GB-seconds, arm64', prices.lambdaGbSecond * 1_000_000],
    ['1,000,000 write request units', prices.writeUnit * 1_000_000],
    ['1,000,000 read request units', prices.readUnit * 1_000_000],
    ['1,000,000 requests of an HTTP API', prices.httpApiRequest * 1_000_000],
    ['1 GB of logs taken in', prices.logGb],
    ['1,000,000 invocations of EventBridge Scheduler', prices.schedulerInvocation * 1_000_000],
    ['1,000,000 traces recorded', prices.trace * 1_000_000],
  ] as const
  return `## Prices

AWS's list, us-east-1, in US dollars; sources and date in \`bench/close/prices.ts\`.

${table(
  ['what', 'dollars'],
  rows.map(([what, dollars]) => [what, String(Math.round(dollars * 10_000) / 10_000)]),
)}`
}

function durationText(lasting: number): string {
  if (lasting < 60) return `${lasting} s`
  return lasting < 3600 ? `${lasting / 60} min` : `${lasting / 3600} h`
}

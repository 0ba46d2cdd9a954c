import { GetMetricStatisticsCommand, type GetMetricStatisticsCommandInput } from '@aws-sdk/client-cloudwatch'
import { GetScheduleCommand } from '@aws-sdk/client-scheduler'
import { intervalMs } from '../../../local/scheduler.ts'
import type { Schedule } from '../../../local/serverless/serverless-file.ts'
import { type Finding, findingsOf } from '../finding.ts'
import type { Aws } from './clients.ts'
import { isMissing } from './guarded.ts'
import type { Stack } from './stack.ts'

const without: Readonly<Record<string, string>> = {
  wake: 'what a crash leaves is not repaired, and outcomes may not be told',
  reconcile: 'what others do in Zuora is not noticed',
  remind: 'nobody is reminded of anything',
}

/** Each is there, enabled, and as often as serverless.yml says. */
export async function checkSchedules(
  { scheduler }: Aws,
  schedules: readonly Schedule[],
  stack: Stack,
): Promise<Finding[]> {
  const found = await Promise.all(schedules.map((schedule) => checkSchedule(scheduler, schedule, stack)))
  const faults = found.flat()
  if (faults.length > 0) return faults
  const told = schedules.map(({ functionName, expression }) => `${functionName} ${expression}`)
  return [findingsOf('schedules').ok(`${told.join(', ')}`)]
}

async function checkSchedule(
  scheduler: Aws['scheduler'],
  { name, expression, functionName }: Schedule,
  stack: Stack,
): Promise<Finding[]> {
  const { fault } = findingsOf('schedules')
  const Name = stack.physicalId(name)
  const meanwhile = without[functionName] ?? 'what it does is not done'
  const gone = fault(`that of ${functionName} is not there: ${meanwhile}`, `npm run deploy -- --stage ${stack.stage}.`)
  if (Name === undefined) return [gone]
  const found = await scheduler.send(new GetScheduleCommand({ Name })).catch((error: unknown) => {
    if (isMissing(error)) return undefined
    throw error
  })
  if (found === undefined) return [gone]
  const at = `Amazon EventBridge › Scheduler › ${Name}`
  return [
    ...(found.State === 'ENABLED'
      ? []
      : [fault(`that of ${functionName} is disabled: ${meanwhile}`, `${at} › Enable.`)]),
    ...(found.ScheduleExpression === expression
      ? []
      : [fault(`that of ${functionName} is ${found.ScheduleExpression}, not ${expression}`, `${at} › Edit.`)]),
  ]
}

const lookBackMs = 2 * 3_600_000
/** CloudWatch counts with a delay of some minutes. */
const countedAfterMs = 10 * 60_000

/** When each last ran, by what CloudWatch has counted. */
export async function checkLastRuns(
  { cloudWatch }: Aws,
  schedules: readonly Schedule[],
  { stack, now }: { stack: Stack; now: Date },
): Promise<Finding[]> {
  const found = await Promise.all(
    schedules.map(async ({ functionName, expression }) => {
      const count = (metric: string) => counted(cloudWatch, metric, { name: `${stack.name}-${functionName}`, now })
      const [runs, failures] = await Promise.all([count('Invocations'), count('Errors')])
      return judged({ functionName, stack, runs, failures, now, everyMs: intervalMs(expression) })
    }),
  )
  return found
}

type Minute = { at: Date; count: number }

async function counted(
  cloudWatch: Aws['cloudWatch'],
  MetricName: string,
  { name, now }: { name: string; now: Date },
): Promise<Minute[]> {
  const input: GetMetricStatisticsCommandInput = {
    Namespace: 'AWS/Lambda',
    MetricName,
    Dimensions: [{ Name: 'FunctionName', Value: name }],
    StartTime: new Date(now.getTime() - lookBackMs),
    EndTime: now,
    Period: 60,
    Statistics: ['Sum'],
  }
  const { Datapoints = [] } = await cloudWatch.send(new GetMetricStatisticsCommand(input))
  const minutes = Datapoints.map(({ Timestamp, Sum }) => ({ at: Timestamp ?? new Date(0), count: Sum ?? 0 }))
  return minutes.filter(({ count }) => count > 0).toSorted((a, b) => b.at.getTime() - a.at.getTime())
}

type Runs = {
  functionName: string
  stack: Stack
  runs: readonly Minute[]
  failures: readonly Minute[]
  now: Date
  everyMs: number
}

function judged({ functionName, stack, runs, failures, now, everyMs }: Runs): Finding {
  const { ok, fault, notCheckable } = findingsOf('last runs')
  const logs = logsOf(stack.stage, functionName)
  const [last] = runs
  const meanwhile = without[functionName] ?? 'what it does is not done'
  const seenAfterMs = 2 * everyMs + countedAfterMs
  if (last === undefined && now.getTime() - stack.createdAt.getTime() <= seenAfterMs) {
    const again = `run this again in ${seenAfterMs / 60_000} minutes.`
    return notCheckable(`the stage is new, and no run of ${functionName} has been counted yet`, again)
  }
  if (last === undefined || now.getTime() - last.at.getTime() > seenAfterMs) {
    const since = last === undefined ? 'for two hours or longer' : `since ${last.at.toISOString()}`
    return fault(
      `${functionName} has not run ${since}: ${meanwhile}`,
      `look at its schedule above, then at its log: ${logs}`,
    )
  }
  const isFailing = failures.some(({ at }) => at.getTime() >= last.at.getTime())
  if (isFailing)
    return fault(`${functionName} ran at ${last.at.toISOString()} and failed: ${meanwhile}`, `read why: ${logs}`)
  return ok(`${functionName} last ran at ${last.at.toISOString()}`)
}

export function logsOf(stage: string, functionName: string): string {
  return `aws logs tail /aws/lambda/closing-bell-${stage}-${functionName} --since 1h`
}

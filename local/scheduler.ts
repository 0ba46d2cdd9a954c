import type { LocalLambda } from './lambda/server.ts'
import type { Schedule } from './serverless/serverless-file.ts'

const SHORTEST_MS = 1000
const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

export type Scheduler = {
  /** Each schedule once, one after the other; the one that runs is waited for. */
  runAll(): Promise<void>
  close(): void
}

/**
 * Runs the schedules of serverless.yml, the first time at once: what a kill left is repaired right after the start.
 * `speed` divides the interval, because what a schedule repairs is divided too; never below one second.
 */
export function startScheduler(options: {
  schedules: readonly Schedule[]
  lambda: Pick<LocalLambda, 'invoke'>
  speed: number
  now: () => Date
}): Scheduler {
  const running = options.schedules.map((schedule) => {
    let run: Promise<unknown> | undefined
    const invoke = () => {
      run ??= options.lambda
        .invoke(schedule.functionName, JSON.stringify(scheduledEvent(schedule, options.now())))
        .finally(() => {
          run = undefined
        })
      return run
    }
    void invoke()
    const everyMs = Math.max(SHORTEST_MS, intervalMs(schedule.expression) / options.speed)
    return { invoke, timer: setInterval(() => void invoke(), everyMs) }
  })
  return {
    async runAll() {
      for (const { invoke } of running) await invoke()
    },
    close: () => {
      for (const { timer } of running) clearInterval(timer)
    },
  }
}

/** `rate(5 minutes)` in milliseconds. Throws on anything else: serverless.yml uses nothing else. */
export function intervalMs(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []
  const ms = unitMs[unit ?? '']
  if (count === undefined || ms === undefined)
    throw new Error(`serverless.yml: ${expression} is not run on one machine`)
  return Number(count) * ms
}

function scheduledEvent({ name }: Schedule, now: Date): object {
  return {
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    resources: [name],
    time: now.toISOString(),
  }
}

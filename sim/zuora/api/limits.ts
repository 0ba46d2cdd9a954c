import type { Call } from '../http/call.ts'

/** A number of calls allowed in each of several windows, in seconds. */
type Windows = readonly { seconds: number; limit: number }[]

/** Zuora's limits of a production tenant; failed calls count. */
const apiWindows: Windows = [
  { seconds: 60, limit: 50_000 },
  { seconds: 3600, limit: 2_250_000 },
  { seconds: 86_400, limit: 27_000_000 },
]

const sandboxWindows: Windows = [
  { seconds: 60, limit: 2500 },
  { seconds: 3600, limit: 5000 },
  { seconds: 86_400, limit: 10_000 },
]

/** The limit of `POST /oauth/token` for one IP address; no limit of concurrency applies to it. */
const signInWindows: Windows = [{ seconds: 60, limit: 100 }]

const concurrencyOf = { Default: 40, 'Object Query': 80 } as const

type Place = { isAllowed: boolean; headers: Record<string, string>; leave(): void }

/** Counts calls in fixed windows, in memory: a count is no effect that has to survive. */
function createLimit(windows: Windows, now: () => Date) {
  const counts = windows.map((window) => ({ ...window, startedAt: 0, used: 0 }))
  return function countCall() {
    const seconds = Math.floor(now().getTime() / 1000)
    for (const window of counts) {
      const startedAt = seconds - (seconds % window.seconds)
      if (window.startedAt !== startedAt) Object.assign(window, { startedAt, used: 0 })
      window.used += 1
    }
    const closest = counts.reduce((a, b) => (b.used / b.limit > a.used / a.limit ? b : a))
    return {
      isAllowed: counts.every((window) => window.used <= window.limit),
      headers: {
        'RateLimit-Limit': [closest.limit, ...windows.map((one) => `${one.limit};w=${one.seconds}`)].join(', '),
        'RateLimit-Remaining': String(Math.max(0, closest.limit - closest.used)),
        'RateLimit-Reset': String(closest.startedAt + closest.seconds - seconds),
      },
    }
  }
}

/** How many calls are under way, by Zuora's types of concurrency limit. */
function createConcurrency() {
  const underWay = { Default: 0, 'Object Query': 0 }
  return function enter(path: string): Place {
    const type = path.startsWith('/object-query') ? 'Object Query' : 'Default'
    underWay[type] += 1
    return {
      isAllowed: underWay[type] <= concurrencyOf[type],
      headers: {
        'Concurrency-Limit-Type': type,
        'Concurrency-Limit-Limit': String(concurrencyOf[type]),
        'Concurrency-Limit-Remaining': String(Math.max(0, concurrencyOf[type] - underWay[type])),
      },
      leave: () => {
        underWay[type] -= 1
      },
    }
  }
}

/** Zuora's limits of rate and concurrency: what a call is told of them, and whether they allow it. */
export function createLimits(now: () => Date, isSandbox: () => boolean) {
  const countInProduction = createLimit(apiWindows, now)
  const countInSandbox = createLimit(sandboxWindows, now)
  const countSignIns = new Map<string, ReturnType<typeof createLimit>>()
  const enterConcurrency = createConcurrency()
  return {
    enter(call: Call): Place {
      if (call.url.pathname === '/oauth/token') {
        const countSignIn = countSignIns.get(call.address) ?? createLimit(signInWindows, now)
        countSignIns.set(call.address, countSignIn)
        return { ...countSignIn(), leave: () => {} }
      }
      const rate = isSandbox() ? countInSandbox() : countInProduction()
      const place = enterConcurrency(call.url.pathname)
      return {
        isAllowed: rate.isAllowed && place.isAllowed,
        headers: { ...rate.headers, ...place.headers },
        leave: place.leave,
      }
    },
  }
}

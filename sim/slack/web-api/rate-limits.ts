/** So many calls a minute; so many at once after a while without any. */
export type RateLimit = { perMinute: number; burst: number }

/**
 * Slack's tiers (docs.slack.dev, rate limits). It documents that bursts are tolerated and not how long they may be: here
 * a tier takes the calls of one minute at once.
 */
const tier = (perMinute: number): RateLimit => ({ perMinute, burst: perMinute })
export const tier2 = tier(20)
export const tier3 = tier(50)
export const tier4 = tier(100)

/** One a second in each channel. Others saw bursts of 25 taken (RamblingCookieMonster/PSSlack#52); nobody promises them. */
export const postingInChannel: RateLimit = { perMinute: 60, burst: 20 }

export type RateLimits = {
  /** Counts a call; the whole seconds to wait where there were too many, and then it does not count. */
  take(key: string, limit: RateLimit): number | null
  enforce(isOn: boolean): void
}

type Options = { startsOn: boolean; speed: number }

/** `speed`: of a program that waits that much less than in life, so many times as much is taken. */
export const openRateLimits = (now: () => Date, { startsOn, speed }: Options): RateLimits => {
  let isOn = startsOn
  /** By key: when everything that was taken would have been taken at an even pace. */
  const even = new Map<string, number>()
  return {
    take: (key, { perMinute, burst }) => {
      if (!isOn) return null
      const apartMs = 60_000 / perMinute / speed
      const at = now().getTime()
      const evenAt = Math.max(even.get(key) ?? 0, at)
      const tooEarlyMs = evenAt - at - (burst * speed - 1) * apartMs
      if (tooEarlyMs > 0) return Math.ceil(tooEarlyMs / 1000)
      even.set(key, evenAt + apartMs)
      return null
    },
    enforce: (on) => {
      isOn = on
      even.clear()
    },
  }
}

export type FakeClock = {
  now(): Date
  iso(): string
  pass(seconds: number): void
  moveTo(moment: Date): void
}

/** A clock that stands still until it is told to pass. */
export function createFakeClock(start: string): FakeClock {
  let ms = Date.parse(start)
  return {
    now: () => new Date(ms),
    iso: () => new Date(ms).toISOString(),
    pass: (seconds) => {
      ms += seconds * 1000
    },
    moveTo: (moment) => {
      ms = Math.max(ms, moment.getTime())
    },
  }
}

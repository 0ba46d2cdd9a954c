/** Slack's message timestamps, `seconds.micros`: a sequence that only grows, also after a restart with `newest`. */
export const openMessageTs = (now: () => Date, newest: string): (() => string) => {
  let last = microsOf(newest)
  return () => {
    last = Math.max(now().getTime() * 1000, last + 1)
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`
  }
}

const microsOf = (ts: string): number => {
  const [seconds = '0', micros = '0'] = ts.split('.')
  return Number(seconds) * 1e6 + Number(micros)
}

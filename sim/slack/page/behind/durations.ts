const units = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1000 },
] as const

/** `214 ms`, `1.24 s`, `3 min 5 s`, `2 h 4 min`: the two largest units. */
export const sayDuration = (ms: number): string => {
  if (ms < 1000) return `${ms} ms`
  if (ms < 60_000) return `${(Math.floor(ms / 10) / 100).toFixed(2)} s`
  const largest = units.findIndex((unit) => ms >= unit.ms)
  const [one, two] = [units[largest], units[largest + 1]]
  if (one === undefined || two === undefined) return `${ms} ms`
  const rest = Math.floor((ms % one.ms) / two.ms)
  return `${Math.floor(ms / one.ms)} ${one.name}${rest === 0 ? '' : ` ${rest} ${two.name}`}`
}

export const sayClock = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at))

const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment as Zuora prints it: `2015-09-28 00:53:13`, in the tenant's time zone, which is not said. */
export function zoneLessTime(at: Date, timezone: string): string {
  const format = formats.get(timezone) ?? formatOf(timezone)
  formats.set(timezone, format)
  return format.format(at)
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
}

const WORTH_SAYING_MS = 30_000
const WITHIN_MS = 3000

/** How far the clock of this machine is from Slack's, where that is worth saying: what is recorded carries its times. */
export async function skewWarnings(slackApiUrl: string, now: () => Date = () => new Date()): Promise<string[]> {
  const date = await dateOf(slackApiUrl)
  if (date === undefined) return []
  const ms = now().getTime() - date
  if (Math.abs(ms) < WORTH_SAYING_MS) return []
  const [seconds, way] = [Math.round(Math.abs(ms) / 1000), ms > 0 ? 'ahead of' : 'behind']
  return [
    `the clock of this machine is ${seconds} s ${way} Slack's, and every time in the record is by it: set it right (timedatectl set-ntp true)`,
  ]
}

/** Every answer has it, whatever it says; where Slack does not answer, that is said elsewhere. */
async function dateOf(url: string): Promise<number | undefined> {
  try {
    const { headers } = await fetch(new URL('api.test', url), {
      method: 'POST',
      signal: AbortSignal.timeout(WITHIN_MS),
    })
    const date = Date.parse(headers.get('date') ?? '')
    return Number.isNaN(date) ? undefined : date
  } catch {
    return undefined
  }
}

import { randomUUID } from 'node:crypto'

/** Which messages were put or removed since when, for as long as the stand-in runs: a page reads those alone. */
export type Changes = {
  note(channel: string, ts: string): void
  revision(): string
  /** Undefined for a revision of another run. */
  since(revision: string, channel: string): string[] | undefined
}

export const openChanges = (): Changes => {
  const run = randomUUID()
  const numbers = new Map<string, Map<string, number>>()
  let newest = 0
  return {
    note: (channel, ts) => {
      newest += 1
      const ofChannel = numbers.get(channel) ?? new Map<string, number>()
      numbers.set(channel, ofChannel.set(ts, newest))
    },
    revision: () => `${run}.${newest}`,
    since: (revision, channel) => {
      const [ofRun, number = ''] = revision.split('.')
      if (ofRun !== run) return undefined
      return [...(numbers.get(channel) ?? [])].flatMap(([ts, changed]) => (changed > Number(number) ? [ts] : []))
    },
  }
}

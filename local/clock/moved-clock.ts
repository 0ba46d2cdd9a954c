import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { StartOptions } from '../start-options.ts'

/** In the data directory: how many milliseconds the clock is ahead of real time. */
const FILE = 'clock-ms-ahead'

export type MovedClock = {
  /** What the functions read, through CLOSING_BELL_CLOCK. */
  file: string
  msAhead(): number
  now(): Date
  /** Forward only: where it is that time already, nothing happens. On disk before anybody sees it. */
  moveTo(moment: Date): void
}

export function clockFileOf(dataDir: string): string {
  return join(dataDir, FILE)
}

/**
 * The clock of the data directory, where everything that follows it is on this machine. Throws where something real would follow
 * what was recorded by a clock that is ahead.
 */
export function clockFor({ settings, dataDir }: Pick<StartOptions, 'settings' | 'dataDir'>): MovedClock | undefined {
  if (settings.realSide === undefined) return openMovedClock(dataDir)
  if (readMsAhead(clockFileOf(dataDir)) === 0) return undefined
  throw new Error(
    `the clock of ${dataDir} was moved ahead, and with ${settings.realSide} set time is real. Choose another directory with --data, or begin anew with --fresh.`,
  )
}

/** As far ahead as it was left. Throws where the file does not say how far. */
function openMovedClock(dataDir: string): MovedClock {
  const file = clockFileOf(dataDir)
  let ahead = readMsAhead(file)
  write(file, ahead)
  return {
    file,
    msAhead: () => ahead,
    now: () => new Date(Date.now() + ahead),
    moveTo(moment) {
      const further = moment.getTime() - Date.now()
      if (further <= ahead) return
      write(file, further)
      ahead = further
    },
  }
}

/** What is to be said of it at the start, for nothing else shows it there. */
export function warningOf(clock: MovedClock | undefined): string[] {
  if (!clock || clock.msAhead() === 0) return []
  return [`the clock is ahead, as it was moved in the page: it is ${clock.now().toISOString()}; --fresh begins anew`]
}

function readMsAhead(file: string): number {
  if (!existsSync(file)) return 0
  const text = readFileSync(file, 'utf8').trim()
  if (/^\d{1,13}$/.test(text)) return Number(text)
  throw new Error(
    `${file} does not say how far the clock is ahead. Everything recorded is by that clock; --fresh begins anew.`,
  )
}

/** In one step: whoever reads, or starts after a kill, finds the one number or the other. */
function write(file: string, ms: number): void {
  const beside = `${file}.new`
  const opened = openSync(beside, 'w')
  try {
    writeSync(opened, String(ms))
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
  renameSync(beside, file)
}

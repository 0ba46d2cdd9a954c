import { statfsSync } from 'node:fs'

const MB = 1024 * 1024
/** A close writes some hundred kilobytes, a backup as much as there is. */
const FEW_MB = 500
const TOO_FEW_MB_TO_START = 50
const TOO_FEW_MB = 20
const LOOK_EVERY_MS = 30_000

export type FreeMb = (dir: string) => number

/** What the one who runs it may use. */
const freeMbOf: FreeMb = (dir) => {
  const { bavail, bsize } = statfsSync(dir)
  return Math.floor((bavail * bsize) / MB)
}

/** Why nothing is to start there; nothing: there is room. */
export function whyNoRoom(dir: string, freeMb: FreeMb = freeMbOf): string[] {
  const free = freeMb(dir)
  if (free >= TOO_FEW_MB_TO_START) return []
  const needed = `${free} MB are free, ${TOO_FEW_MB_TO_START} are needed to start`
  return [`The disk of ${dir} is full: ${needed}. Nothing is lost; make room and start again.`]
}

/**
 * Says when there is little room, and once more when there is enough again. `onFull`: nothing more is to be begun, because what is
 * written next may not be kept.
 */
export function watchDisk({
  dir,
  say,
  onFull,
  freeMb = freeMbOf,
}: {
  dir: string
  say: (line: string) => void
  onFull: () => void
  freeMb?: FreeMb
}): { look(): void; close(): void } {
  let isLow = false
  const look = () => {
    const free = freeMb(dir)
    if (free < TOO_FEW_MB) {
      say(
        `The disk of ${dir} is full: ${free} MB are free. It stops before anything is lost; make room and start again.`,
      )
      return onFull()
    }
    if (free < FEW_MB === isLow) return
    isLow = free < FEW_MB
    say(
      isLow ? `warning: only ${free} MB are free on the disk of ${dir}` : `There is room on the disk of ${dir} again.`,
    )
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return { look, close: () => clearInterval(timer) }
}

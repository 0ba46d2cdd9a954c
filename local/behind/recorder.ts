import type { BehindSource } from '../../sim/slack/behind/behind-source.ts'
import type { NewEntry } from './entry.ts'
import { openKept } from './kept.ts'
import { maskEntry } from './mask.ts'

export type Recorder = {
  record(entry: NewEntry): void
  source: BehindSource
  close(): void
}

export type RecorderOptions = {
  file: string
  /** Values that are shown nowhere. */
  secrets: readonly string[]
  /** How far the page's clock is ahead of the machine's. */
  msAhead: () => number
}

/** Keeps the last few thousand things that happened, without their secrets, over a restart too. */
export function openRecorder({ file, secrets, msAhead }: RecorderOptions): Recorder {
  const kept = openKept(file)
  const listeners: (() => void)[] = []
  let isOpen = true
  return {
    record(entry) {
      if (!isOpen) return
      kept.add(maskEntry({ ...entry, atMs: entry.atMs + msAhead() }, secrets))
      for (const changed of listeners) changed()
    },
    source: {
      read: kept.read,
      exchange: kept.exchange,
      subscribe: (changed) => {
        listeners.push(changed)
      },
    },
    close() {
      isOpen = false
      kept.close()
    },
  }
}

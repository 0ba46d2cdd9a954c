import { useEffect, useState } from 'preact/hooks'
import type { BehindEntry, BehindSource } from '../../behind/behind-source.ts'

type Read = ReturnType<BehindSource['read']>

/** What is known of the machinery; `nobody`: whoever started the stand-in records nothing. */
export type Recorded = { kind: 'reading' } | { kind: 'nobody' } | { kind: 'read'; entries: BehindEntry[] }

/** Everything that was recorded, read on whenever the stand-in says that something happened. */
export const useBehind = (): Recorded => {
  const [recorded, setRecorded] = useState<Recorded>({ kind: 'reading' })
  useEffect(() => {
    const leaving = new AbortController()
    const known = new Map<number, BehindEntry>()
    let revision = 0
    let isReading = false
    let isStale = false
    const readOnce = async () => {
      const read = await readSince(revision, leaving.signal)
      if (leaving.signal.aborted || read === undefined) return
      if (read === null) return setRecorded({ kind: 'nobody' })
      if (read.from === 0) known.clear()
      for (const entry of read.entries) known.set(entry.id, entry)
      revision = read.revision
      setRecorded({ kind: 'read', entries: [...known.values()] })
    }
    const readOn = async () => {
      isStale = true
      if (isReading) return
      isReading = true
      while (isStale && !leaving.signal.aborted) {
        isStale = false
        await readOnce()
      }
      isReading = false
    }
    const events = new EventSource('/sim/events')
    events.addEventListener('open', () => void readOn())
    events.addEventListener('behind', () => void readOn())
    return () => {
      leaving.abort()
      events.close()
    }
  }, [])
  return recorded
}

/** Null where nothing is recorded; undefined where the stand-in did not answer. */
const readSince = async (revision: number, signal: AbortSignal): Promise<Read | null | undefined> => {
  try {
    const response = await fetch(`/sim/behind?since=${revision}`, { signal })
    if (response.status === 404) return null
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}

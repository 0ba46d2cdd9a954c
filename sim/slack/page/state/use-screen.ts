import { useEffect, useRef, useState } from 'preact/hooks'
import type { Screen, ScreenChange } from '../../shapes.ts'
import { type Had, mergeScreen, nothingHad } from './merge-screen.ts'
import { sinceLoaded } from './since-loaded.ts'

type ReadScreen = { person: string; screen: Screen }

/**
 * The person's screen; whenever the stand-in says that something changed, what is new of it is read. After a change of
 * person the screen read last stays, with the person it belongs to, until the new one is there.
 */
export const useScreen = (person: string): { read: ReadScreen | undefined; answers: number; isConnected: boolean } => {
  const [read, setRead] = useState<ReadScreen>()
  const [answers, setAnswers] = useState(0)
  const [isConnected, setConnected] = useState(true)
  const loadedAfter = useRef<string | null>(null)
  const had = useRef(nothingHad)
  useEffect(() => {
    const leaving = new AbortController()
    let isReading = false
    let isStale = false
    const readAgain = async () => {
      isStale = true
      if (isReading) return
      isReading = true
      while (isStale && !leaving.signal.aborted) {
        isStale = false
        const path = pathOf(person, had.current, loadedAfter.current)
        const change = await readChange(path, leaving.signal)
        if (!change || leaving.signal.aborted) continue
        const merged = mergeScreen(had.current, change)
        had.current = merged.had
        loadedAfter.current ??= change.newestEphemeral
        setRead({ person, screen: sinceLoaded(merged.screen, loadedAfter.current) })
        setAnswers((before) => before + 1)
      }
      isReading = false
    }
    const events = new EventSource('/sim/events')
    events.addEventListener('open', () => setConnected(true))
    events.addEventListener('error', () => setConnected(false))
    events.addEventListener('changed', () => void readAgain())
    void readAgain()
    return () => {
      leaving.abort()
      events.close()
    }
  }, [person])
  return { read, answers, isConnected }
}

const pathOf = (person: string, { revision, messages }: Had, loadedAfter: string | null): string => {
  const asked = new URLSearchParams({ user: person, since: revision, after: loadedAfter ?? '' })
  for (const channel of messages.keys()) asked.append('channel', channel)
  return `/sim/screen/changes?${asked}`
}

const readChange = async (path: string, signal: AbortSignal): Promise<ScreenChange | undefined> => {
  try {
    const response = await fetch(path, { signal })
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}

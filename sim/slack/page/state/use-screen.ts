import { useEffect, useRef, useState } from 'preact/hooks'
import type { Screen } from '../../shapes.ts'
import { sinceLoaded } from './since-loaded.ts'

type ReadScreen = { person: string; screen: Screen }

/**
 * The person's screen, read again whenever the stand-in says that something changed. After a change of person the
 * screen read last stays, with the person it belongs to, until the new one is there.
 */
export const useScreen = (person: string): { read: ReadScreen | undefined; answers: number; isConnected: boolean } => {
  const [read, setRead] = useState<ReadScreen>()
  const [answers, setAnswers] = useState(0)
  const [isConnected, setConnected] = useState(true)
  const loadedAfter = useRef<string | null>(null)
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
        const screen = await readScreen(person, leaving.signal)
        if (!screen || leaving.signal.aborted) continue
        loadedAfter.current ??= screen.newestEphemeral
        setRead({ person, screen: sinceLoaded(screen, loadedAfter.current) })
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

const readScreen = async (person: string, signal: AbortSignal): Promise<Screen | undefined> => {
  try {
    const response = await fetch(`/sim/screen?user=${person}`, { signal })
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}

import { useContext, useRef, useState } from 'preact/hooks'
import { SeenContext } from './context.ts'

/** That the stand-in did not answer: said until it answers again. */
export const useUnanswered = (): { isShown: boolean; note(): void; clear(): void } => {
  const { answers } = useContext(SeenContext)
  const [since, setSince] = useState<number | null>(null)
  const newest = useRef(answers)
  newest.current = answers
  return { isShown: since === answers, note: () => setSince(newest.current), clear: () => setSince(null) }
}

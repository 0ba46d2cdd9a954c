import { useEffect, useState } from 'preact/hooks'
import type { BehindPart } from '../../behind/behind-source.ts'

/** The exchange of an entry, read again when the entry has changed; null where it is not kept any more. */
export const useExchange = (id: number, revision: number): BehindPart[] | null | undefined => {
  const [parts, setParts] = useState<BehindPart[] | null>()
  useEffect(() => {
    const leaving = new AbortController()
    void readExchange(`${id}&revision=${revision}`, leaving.signal).then((read) => {
      if (!leaving.signal.aborted) setParts(read)
    })
    return () => leaving.abort()
  }, [id, revision])
  return parts
}

const readExchange = async (query: string, signal: AbortSignal): Promise<BehindPart[] | null> => {
  try {
    const response = await fetch(`/sim/behind/exchange?id=${query}`, { signal })
    const { parts } = await response.json()
    return response.ok ? parts : null
  } catch {
    return null
  }
}

import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ShownTenant } from '../control/shown-tenant.ts'

const pauseMs = 1000

export type Said = { text: string; isBad: boolean }

/** Does something in the tenant; `done` is what is said of it when it is done. */
export type Act = (done: string, request: Request) => Promise<void>

export type Request = { method?: 'POST' | 'DELETE'; path: string; body?: unknown }

type Reading = { tenant: ShownTenant | undefined; isAnswering: boolean; said: Said | null; act: Act }

/** The tenant, read again every second as long as it is seen, and after everything that is done here. */
export const useTenant = (base: string): Reading => {
  const [tenant, setTenant] = useState<ShownTenant>()
  const [isAnswering, setAnswering] = useState(true)
  const [said, setSaid] = useState<Said | null>(null)

  const read = useCallback(async () => {
    const { body } = await ask(base, { path: 'tenant' })
    setAnswering(body !== null)
    if (body !== null) setTenant(body)
  }, [base])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let hasLeft = false
    const keepReading = async () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') await read()
      if (!hasLeft) timer = setTimeout(keepReading, pauseMs)
    }
    void keepReading()
    return () => {
      hasLeft = true
      clearTimeout(timer)
    }
  }, [read])

  const act: Act = async (done, request) => {
    const { problem } = await ask(base, request)
    setSaid(problem === null ? { text: done, isBad: false } : { text: problem, isBad: true })
    await read()
  }
  return { tenant, isAnswering, said, act }
}

type Answered = { body: ShownTenant | null; problem: string | null }

const ask = async (base: string, { method, path, body }: Request): Promise<Answered> => {
  try {
    const response = await fetch(`${base}/${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const answer = await response.json()
    return response.ok ? { body: answer, problem: null } : { body: null, problem: problemOf(answer.error) }
  } catch {
    return { body: null, problem: 'The stand-in for Zuora does not answer.' }
  }
}

/** Zuora's refusal in Zuora's words, or the control API's. */
const problemOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error
    ? `Zuora refuses: ${String(error.message)}`
    : String(error)

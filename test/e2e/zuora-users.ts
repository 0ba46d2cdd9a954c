import { z } from 'zod'

const period = z.object({
  id: z.string(),
  name: z.string(),
  startDate: z.string(),
  endDate: z.string().nullable(),
  status: z.string(),
  runTrialBalanceStatus: z.string(),
  notes: z.string().nullable(),
})
const periods = z.object({ periods: z.array(period) })
const calls = z.object({ calls: z.array(z.object({ path: z.string() })) })
const effects = z.object({
  effects: z.array(
    z.object({
      what: z.string(),
      periodName: z.string(),
      trackId: z.string().nullable(),
      by: z.enum(['api', 'other']),
    }),
  ),
})

export type ZuoraUsers = ReturnType<typeof zuoraUsers>

/** What others do and see in Zuora, by the stand-in's control API. */
export function zuoraUsers(url: string) {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const given =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const response = await fetch(`${url}/sim/${path}`, { method, ...given })
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response.json()
  }
  const list = async () => periods.parse(await ask('GET', 'periods')).periods

  return {
    periods: list,
    /** Those of one entity, by its id or name. */
    periodsOf: async (entity: string) =>
      periods.parse(await ask('GET', `periods?entity=${encodeURIComponent(entity)}`)).periods,
    period: async (name: string) => (await list()).find((it) => it.name === name),
    /** The one that `next` means. */
    earliestNotClosed: async () => {
      const found = (await list()).find(({ status }) => status !== 'Closed')
      if (!found) throw new Error('every period is closed')
      return found
    },
    does: (action: 'pending-close' | 'close' | 'reopen' | 'run-trial-balance', name: string) =>
      ask('POST', `periods/${encodeURIComponent(name)}/${action}`),
    adds: (added: { name: string; startDate: string; endDate: string; fiscalYear: number }) =>
      ask('POST', 'periods', added),
    leaves: (item: string, name: string, count: number) => ask('POST', 'documents', { item, period: name, count }),
    /** Somebody changes so many settled documents dated in the period. */
    changes: (object: string, name: string, count: number) =>
      ask('POST', 'documents/changes', { object, period: name, count }),
    planTrialBalance: (plan: Record<string, unknown>) => ask('POST', 'next-trial-balances', plan),
    /** What the tenant is set to, such as whether periods must be months. */
    sets: (settings: Record<string, unknown>) => ask('POST', 'settings', settings),
    /** The paths of all calls so far, in order. */
    calls: async () => calls.parse(await ask('GET', 'calls')).calls.map(({ path }) => path),
    refuseSignIn: async (refused: boolean) => {
      await ask('POST', 'credentials', { refused })
      await ask('DELETE', 'tokens')
    },
    /** Everything that took effect, in order, as `<what> by <whom>`, and for which request. */
    effects: async (since = 0) =>
      effects
        .parse(await ask('GET', 'effects'))
        .effects.slice(since)
        .map(({ what, by, trackId }) => ({ what, by, trackId })),
  }
}

import { randomBytes } from 'node:crypto'

type Exchange =
  | { kind: 'exchanged'; user: string }
  | { kind: 'refused'; error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' }

export type Triggers = { issue(user: string): string; exchange(triggerId: string): Exchange }

const validMs = 3000
const keptMs = 60_000

/** Trigger ids: each opens one modal, within 3 s. Kept in memory, since none outlives a restart anyway. */
export const openTriggers = (now: () => Date): Triggers => {
  const issued = new Map<string, { user: string; at: number; used: boolean }>()
  return {
    issue: (user) => {
      const at = now().getTime()
      for (const [id, trigger] of issued) if (at - trigger.at > keptMs) issued.delete(id)
      const id = `${at}.${1_000_000 + issued.size}.${randomBytes(16).toString('hex')}`
      issued.set(id, { user, at, used: false })
      return id
    },
    exchange: (triggerId) => {
      const trigger = issued.get(triggerId)
      if (!trigger) return { kind: 'refused', error: 'invalid_trigger_id' }
      if (trigger.used) return { kind: 'refused', error: 'exchanged_trigger_id' }
      if (now().getTime() - trigger.at > validMs) return { kind: 'refused', error: 'expired_trigger_id' }
      trigger.used = true
      return { kind: 'exchanged', user: trigger.user }
    },
  }
}

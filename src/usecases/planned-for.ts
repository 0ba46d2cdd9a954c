import { dateIn } from '../domain/calendar/calendar-date.ts'
import { type NotBeforeRead, readNotBefore } from '../domain/commands/not-before.ts'
import type { Action } from '../domain/policy/policy.ts'
import { mayBePlanned } from '../domain/steps/planned.ts'
import type { Entity } from './ports/rules.ts'

type WhenAsked = { action: Action; notBefore?: string | undefined }

/** When it is to begin: the moment (ISO; null: at once), and the day as of which what stands in its way is judged. */
export type PlannedFor = { kind: 'planned-for'; notBefore: string | null; day: string }

export type NotPlanned = {
  kind: 'not-planned'
  because: Exclude<NotBeforeRead['kind'], 'at'> | 'not-this-action'
  /** What was typed behind `not-before`. */
  words: string
  action: Action
  timeZone: string
  now: string
}

/** By the clock of the entity. */
export function plannedFor({ action, notBefore: words }: WhenAsked, entity: Entity, at: Date): PlannedFor | NotPlanned {
  const { timeZone } = entity
  const now = at.toISOString()
  if (words === undefined) return { kind: 'planned-for', notBefore: null, day: dateIn(timeZone, at) }
  const read = mayBePlanned(action) ? readNotBefore(words, { timeZone, now }) : ({ kind: 'not-this-action' } as const)
  if (read.kind !== 'at') return { kind: 'not-planned', because: read.kind, words, action, timeZone, now }
  return { kind: 'planned-for', notBefore: read.at, day: dateIn(timeZone, new Date(read.at)) }
}

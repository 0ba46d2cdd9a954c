import * as z from 'zod/mini'
import { ownPolicy } from './policy.ts'
import { announceTo } from './reminders.ts'
import { channel, matching } from './slack-values.ts'
import { businessDay, date, holidays, month, timeZone, weekend } from './values.ts'

const organization = z.string().check(z.minLength(1, 'must not be empty'))

const entity = z.strictObject({
  key: matching(/^[a-z][a-z0-9]{0,15}$/, 'lower-case letters and digits, at most 16'),
  name: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(60, 'must be at most 60 characters')),
  channel: z.optional(channel),
  timezone: z.optional(timeZone),
  entityId: z.optional(z.nullable(z.string().check(z.minLength(1, 'must not be empty')))),
  orgIds: z._default(z.array(organization), []),
  credentials: z.optional(z.enum(['shared', 'own'])),
  policy: z.exactOptional(ownPolicy),
  closeDueBusinessDay: z.optional(businessDay),
  holidays: z.optional(holidays),
  announceTo: z.optional(announceTo),
  weekend: z.optional(weekend),
  daysOff: z.optional(z.array(date)),
  stampNotes: z.optional(z.boolean()),
  manageFrom: z.optional(month),
  organizations: z.optional(z.record(organization, z.array(organization)).check(isTree)),
})

type EntityGiven = z.infer<typeof entity>

export const entities = z.array(entity).check(
  z.minLength(1, 'must list at least one entity'),
  z.refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'must have different keys'),
  haveRegistersOfTheirOwn,
  haveCalendarsOfTheirOwn,
)

/** Requests are numbered and kept by the entity's id in Zuora where it has one: two with the same would share them. */
function haveRegistersOfTheirOwn({ value, issues }: z.core.ParsePayload<EntityGiven[]>): void {
  for (const [index, { key, entityId }] of value.entries()) {
    const same = value.find(
      (other, at) => other.key !== key && (other.entityId === entityId ? at < index : other.key === entityId),
    )
    if (!entityId || !same) continue
    const message = `must differ from the id or key of ${same.key}: their requests would be one register`
    issues.push({ code: 'custom', path: [index, 'entityId'], message, input: entityId })
  }
}

/**
 * Two entries on one calendar would hold two locks for each period, and two policies would be in force for it. With the
 * shared credentials one is told from the other by its entity or its organisations.
 */
function haveCalendarsOfTheirOwn({ value, issues }: z.core.ParsePayload<EntityGiven[]>): void {
  for (const [index, entity] of value.entries()) {
    const same = value.slice(0, index).find((other) => reachSameCalendar(entity, other))
    if (!same) continue
    const message = `reaches the same calendar as ${same.key}: give it an entityId, orgIds or credentials: own`
    issues.push({ code: 'custom', path: [index], message, input: entity.key })
  }
}

function reachSameCalendar(a: EntityGiven, b: EntityGiven): boolean {
  if (a.credentials === 'own' || b.credentials === 'own') return false
  if (a.key === b.key || typeof a.entityId === 'string' || typeof b.entityId === 'string') return false
  return a.orgIds.length === 0 || b.orgIds.length === 0 || a.orgIds.some((id) => b.orgIds.includes(id))
}

/** Each organisation is right below one other at most, and never below itself. */
function isTree({ value, issues }: z.core.ParsePayload<Record<string, string[]>>): void {
  const parents = new Map<string, string>()
  for (const [parent, children] of Object.entries(value)) {
    for (const [index, child] of children.entries()) {
      const other = parents.get(child)
      const message =
        other !== undefined
          ? `${child} is below ${other} already`
          : isAbove(child, parent, parents)
            ? `${child} would be below itself`
            : undefined
      parents.set(child, other ?? parent)
      if (message) issues.push({ code: 'custom', path: [parent, index], message, input: child })
    }
  }
}

function isAbove(one: string, other: string, parents: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>()
  for (let at: string | undefined = other; at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === one) return true
    seen.add(at)
  }
  return false
}

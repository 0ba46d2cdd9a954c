import type { RequestKey } from '../domain/request.ts'

/**
 * The keys of the one table. `entity` is the part that says which tenant or entity: its id in Zuora where it has one, so
 * that renaming an entity in the configuration loses nothing.
 */
export type TableNames = { table: string; partitionOf: (entity: string) => string }

export function requestSortKey(number: number): string {
  return `REQUEST#${String(number).padStart(6, '0')}`
}

export function requestKey(names: TableNames, { entity, number }: RequestKey) {
  return { pk: names.partitionOf(entity), sk: requestSortKey(number) }
}

/** A counter of clicks that did not count: beside the request, so that nobody can fill the request's own item. */
export function refusedClickKey(names: TableNames, key: RequestKey, click: { personId: string; because: string }) {
  const { pk, sk } = requestKey(names, key)
  return { pk, sk: `${sk}#REFUSED#${click.personId}#${click.because}` }
}

export function periodKey(names: TableNames, period: { entity: string; id: string }) {
  return { pk: names.partitionOf(period.entity), sk: `PERIOD#${period.id}` }
}

export function calendarKey(names: TableNames, entity: string) {
  return { pk: names.partitionOf(entity), sk: 'CALENDAR' }
}

/** The lock's item: a period's, or the calendar's for what changes the calendar itself. */
export function heldKey(names: TableNames, { entity, id }: { entity: string; id: string | null }) {
  return id === null ? calendarKey(names, entity) : periodKey(names, { entity, id })
}

/** The last look at an entity's calendar. */
export function lookedAtKey(names: TableNames, entity: string) {
  return { pk: names.partitionOf(entity), sk: 'LOOKED-AT' }
}

/** Under which number a message files something. */
export function filingKey(names: TableNames, { entity, messageId }: { entity: string; messageId: string }) {
  return { pk: names.partitionOf(entity), sk: `FILING#${messageId}` }
}

/** The full text of a policy, by its hash. */
export function policyKey(names: TableNames, entity: string, hash: string) {
  return { pk: names.partitionOf(entity), sk: `POLICY#${hash}` }
}

export function messageKey(messageId: string) {
  return { pk: `MESSAGE#${messageId}`, sk: 'ANSWERED' }
}

/** Beside whether a message was answered: whether what may happen once because of it was begun. */
export function claimKey(messageId: string) {
  return { pk: `MESSAGE#${messageId}`, sk: 'CLAIMED' }
}

/** What Slack said of a person or a group; of no entity, and never part of a record. */
export function answerKey(kind: 'PERSON' | 'GROUP', id: string) {
  return { pk: `SLACK#${kind}#${id}`, sk: 'SAID' }
}

/** Beside it: until when somebody is asking Slack. */
export function askingKey(kind: 'PERSON' | 'GROUP', id: string) {
  return { pk: `SLACK#${kind}#${id}`, sk: 'ASKING' }
}

/** What a channel or a person is told as reminders, by their Slack id; of no entity, and never part of a record. */
export function toldKey(audience: string, key: string) {
  return { pk: `TOLD#${audience}`, sk: `TOLD#${key}` }
}

/** Beside it: of what they are not to be reminded for a while. */
export function snoozeKey(audience: string, subject: string) {
  return { pk: `TOLD#${audience}`, sk: `SNOOZE#${subject}` }
}

/** Of what the admin was told; of no entity, and never part of a record. */
export function toldAdminKey(key: string) {
  return { pk: `TOLD-ADMIN#${key}`, sk: 'TOLD' }
}

/** Of somebody who opened their Home lately: of no entity, and never part of a record. */
export function homeKey(personId: string) {
  return { pk: 'HOMES', sk: personId }
}

/** Which file in Slack holds a drawing; of no entity, as the same may be drawn for several. */
export function pictureKey(drawing: string) {
  return { pk: `PICTURE#${drawing}`, sk: 'FILE' }
}

/** The number in the sort key of a request, or of anything kept beside it. */
export function numberIn(sortKey: string): number {
  return Number(/^REQUEST#(\d+)/.exec(sortKey)?.[1] ?? 0)
}

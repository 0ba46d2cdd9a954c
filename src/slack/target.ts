import type { RequestKey } from '../domain/request.ts'

/**
 * Which request, and which round of approval, a button stands for; of a round that is held, until when, in milliseconds. A
 * button carries no token and no authority.
 */
export type Target = { key: RequestKey; round: number; heldUntil?: number }

export function writeTarget({ key, round, heldUntil }: Target): string {
  return [key.entity, key.number, round, ...(heldUntil === undefined ? [] : [heldUntil])].join('#')
}

/** Undefined for anything this bot did not write. */
export function readTarget(value: string | undefined): Target | undefined {
  const groups = /^(?<entity>[a-z0-9]{1,16})#(?<number>\d{1,9})#(?<round>\d{1,6})(?:#(?<held>\d{13}))?$/.exec(
    value ?? '',
  )?.groups
  if (!groups?.entity) return undefined
  const { entity, number, round, held } = groups
  const target = { key: { entity, number: Number(number) }, round: Number(round) }
  return held === undefined ? target : { ...target, heldUntil: Number(held) }
}

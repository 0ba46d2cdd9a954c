import type { RequestKey } from '../domain/request.ts'

/**
 * Which request, and which round of approval, a button stands for; of a round that is held, until when, and of one that may be
 * approved, since when, both in milliseconds. A button carries no token and no authority.
 */
export type Target = { key: RequestKey; round: number; heldUntil?: number; askedSince?: number }

export function writeTarget({ key, round, heldUntil, askedSince }: Target): string {
  const place = [key.entity, key.number, round, ...(heldUntil === undefined ? [] : [heldUntil])].join('#')
  return askedSince === undefined ? place : `${place}@${askedSince}`
}

/** Undefined for anything this bot did not write. */
export function readTarget(value: string | undefined): Target | undefined {
  const groups =
    /^(?<entity>[a-z0-9]{1,16})#(?<number>\d{1,9})#(?<round>\d{1,6})(?:#(?<held>\d{13}))?(?:@(?<since>\d{13}))?$/.exec(
      value ?? '',
    )?.groups
  if (!groups?.entity) return undefined
  const { entity, number, round, held, since } = groups
  return {
    key: { entity, number: Number(number) },
    round: Number(round),
    ...(held === undefined ? {} : { heldUntil: Number(held) }),
    ...(since === undefined ? {} : { askedSince: Number(since) }),
  }
}

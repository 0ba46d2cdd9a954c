import type { RequestKey } from '../domain/request.ts'

/** Which request, and which round of approval, a button stands for. A button carries no token and no authority. */
export type Target = { key: RequestKey; round: number }

export function writeTarget({ key, round }: Target): string {
  return `${key.entity}#${key.number}#${round}`
}

/** Undefined for anything this bot did not write. */
export function readTarget(value: string | undefined): Target | undefined {
  const groups = /^(?<entity>[a-z0-9]{1,16})#(?<number>\d{1,9})#(?<round>\d{1,6})$/.exec(value ?? '')?.groups
  if (!groups?.entity) return undefined
  return { key: { entity: groups.entity, number: Number(groups.number) }, round: Number(groups.round) }
}

import { z } from 'zod'
import type { Answer } from '../http/answer.ts'
import type { Tenant } from '../tenant/tenant.ts'

type Control = { body: unknown; parameters: readonly string[]; query: URLSearchParams }

/** An operation of the control API; `parameters`: what stands in its path for each `*`. */
export type Operation = (tenant: Tenant, control: Control) => Answer

/** One, or a list in its order. */
export const oneOrMore = <S extends z.ZodType>(one: S) => z.union([z.array(one), one.transform((single) => [single])])

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const refused = (status: number, error: unknown): Answer => ({ status, body: { error } })

/** Those of the values that are said: `undefined` is not a value. */
export function said<T extends object>(values: T): { [name in keyof T]?: Exclude<T[name], undefined> } {
  const kept: { [name in keyof T]?: Exclude<T[name], undefined> } = {}
  for (const name in values) {
    const value = values[name]
    if (isSaid(value)) kept[name] = value
  }
  return kept
}

const isSaid = <V>(value: V): value is Exclude<V, undefined> => value !== undefined

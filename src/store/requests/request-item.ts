import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import type { Request, RequestKey } from '../../domain/request.ts'
import { heldKey, requestKey, type TableNames } from '../table.ts'

export type Item = Record<string, AttributeValue>

export function writeItem(value: Record<string, unknown>): Item {
  return marshall(value, { removeUndefinedValues: true })
}

export function keyOf(names: TableNames, key: RequestKey): Item {
  return writeItem(requestKey(names, key))
}

/** How an item is laid out. A running execution may meet an item that an earlier deployment wrote. */
const layout = 1

export class LayoutUnknown extends Error {
  override name = 'LayoutUnknown' as const
  constructor(found: unknown) {
    super(`A request in the table has layout ${String(found)}; this code reads layout ${layout}.`)
  }
}

/** The request's item: its fields, its key, and what puts it into the indexes. */
export function writeRequest(names: TableNames, request: Request): Item {
  return writeItem({
    ...request,
    layout,
    ...requestKey(names, request),
    periodPk: periodIndexKey(names, request.entity, request.period.id),
    ...openIndexKey(request),
  })
}

/** Fields that items of this layout written by an earlier deployment do not have. */
const addedLater = {
  notBefore: null,
  afterCard: null,
  fields: null,
  neighbourId: null,
  range: null,
  partOf: null,
  earlier: null,
  marks: null,
  shown: null,
  changedSinceCard: null,
  stages: null,
  formerRequesters: [],
  requesterLeftAt: null,
  roundStartedAt: null,
  heldUntil: null,
  escalatedAt: null,
  nudgedAt: null,
  later: [],
  laterChain: [],
  trialBalanceNoted: null,
  headsTold: [],
} satisfies Partial<Request>

/** An item of this layout is read as what this code wrote: nothing else writes to the table. */
export function readRequest(item: Item): Request {
  const {
    pk: _pk,
    sk: _sk,
    periodPk: _periodPk,
    openPk: _openPk,
    openSk: _openSk,
    layout: found,
    ...request
  } = unmarshall(item)
  if (found !== layout) throw new LayoutUnknown(found)
  return { ...addedLater, ...(request as Request) }
}

export function periodIndexKey(names: TableNames, entity: string, periodId: string | null): string {
  const { pk, sk } = heldKey(names, { entity, id: periodId })
  return `${pk}#${sk}`
}

/** What is in the sparse index of open requests: everything that somebody still has to be told about. */
function openIndexKey({ entity, number }: RequestKey) {
  return { openPk: 'OPEN', openSk: `${entity}#${number}` }
}

export function readOpenIndexKey(openSk: string): RequestKey {
  const at = openSk.lastIndexOf('#')
  return { entity: openSk.slice(0, at), number: Number(openSk.slice(at + 1)) }
}

import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Filed, FiledAbout } from '../../domain/evidence/filed.ts'
import { type Item, LayoutUnknown, periodIndexKey, writeItem } from '../requests/request-item.ts'
import { requestKey, type TableNames } from '../table.ts'

const layout = 1

/** A request has no `filed`. */
export function isFiled(item: Item): boolean {
  return item.filed !== undefined
}

/** Its fields, its key, what tells it from a request, and what puts it into the indexes. */
export function writeFiled(names: TableNames, filed: Filed): Item {
  const { entity, periodId, status, about } = filed
  const key = requestKey(names, filed)
  return writeItem({
    ...filed,
    ...key,
    filed: true,
    filedLayout: layout,
    ...(periodId === null ? {} : { periodPk: periodIndexKey(names, entity, periodId) }),
    ...(status === 'open' ? { openPk: openFilingsKey(names, entity, about.kind), openSk: key.sk } : {}),
  })
}

/** An item of this layout is read as what this code wrote: nothing else writes to the table. */
export function readFiled(item: Item): Filed {
  const {
    pk: _pk,
    sk: _sk,
    periodPk: _periodPk,
    openPk: _openPk,
    openSk: _openSk,
    filed: _filed,
    filedLayout: found,
    ...filed
  } = unmarshall(item)
  if (found !== layout) throw new LayoutUnknown(found)
  return filed as Filed
}

/** The open ones of a kind lie apart from the requests that somebody still has to be told about. */
export function openFilingsKey(names: TableNames, entity: string, kind: FiledAbout['kind']): string {
  return `FILED#${names.partitionOf(entity)}#${kind}`
}

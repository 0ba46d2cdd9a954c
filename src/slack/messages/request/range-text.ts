import type { Outcome } from '../../../domain/outcome.ts'
import { type RangeChild, type Request, referenceOf } from '../../../domain/request.ts'
import { escaped } from '../text/mrkdwn.ts'

const endings = {
  succeeded: 'Closed',
  'closed-with-problem': 'Closed',
  overtaken: 'not closed by its request',
  refused: 'refused',
  rejected: 'rejected',
  expired: 'expired',
  cancelled: 'cancelled',
  failed: 'failed',
} as const satisfies Record<Outcome['kind'], string>

/** The periods of a range in order, each with where it stands. */
export function rangeText({ entity, range }: Pick<Request, 'entity' | 'range'>): string {
  return (range ?? [])
    .map(({ name, ...child }, index) => `${index + 1}. ${escaped(name)}: ${childText(entity, child)}`)
    .join('\n')
}

function childText(entity: string, { number, ended }: Pick<RangeChild, 'number' | 'ended'>): string {
  if (number === null) return 'not begun'
  const reference = referenceOf({ entity, number })
  return ended === null ? `${reference} is under way` : `${endings[ended]} (${reference})`
}

/** `, as part of US-0010`; nothing for a close that was asked for by itself. */
export function partOfText({ entity, partOf }: Pick<Request, 'entity' | 'partOf'>): string {
  return partOf === null ? '' : `, as part of ${referenceOf({ entity, number: partOf })}`
}

import { type Filed, type PeriodSeen, periodSeen } from '../../domain/evidence/filed.ts'
import type { Look } from './look.ts'
import type { ReconcilePorts } from './reconcile-ports.ts'

/** One item of the table takes some hundreds of periods. */
const mostInOne = 150

/**
 * The first look files what is so: the baseline. What was filed is what was seen, also where a first look that died had filed
 * it. It opens no exception.
 */
export async function lookFirst(look: Look, ports: ReconcilePorts): Promise<Filed[]> {
  const { entity, at, periods } = look
  const { filings, seenPeriods } = ports
  const parts = inParts(periods.map(periodSeen))
  const filed: Filed[] = []
  for (const [index, part] of parts.entries()) {
    const about = { kind: 'baseline', periods: part } as const
    const messageId = `baseline-${index + 1}`
    const draft = { entity: entity.key, messageId, periodId: null, about, status: 'closed', at, by: null } as const
    filed.push(await filings.file(draft))
  }
  await noteAll(look, filed, ports)
  await seenPeriods.noteFirstLook(entity.key, { at, filed: filed.map(({ number }) => number) })
  return []
}

/** An entity without periods has an empty baseline. */
function inParts(periods: readonly PeriodSeen[]): PeriodSeen[][] {
  const count = Math.max(1, Math.ceil(periods.length / mostInOne))
  return Array.from({ length: count }, (_, index) => periods.slice(index * mostInOne, (index + 1) * mostInOne))
}

/** A period that a request has, or may have had since an earlier first look died, is seen midway. */
async function noteAll({ entity, at, kept }: Look, filed: readonly Filed[], ports: ReconcilePorts): Promise<void> {
  const { seenPeriods } = ports
  const held = [...kept, ...(await seenPeriods.all(entity.key))].filter(({ heldBy }) => heldBy !== null)
  const heldIds = new Set(held.map(({ id }) => id))
  for (const { about, log } of filed) {
    const through = log[0]?.at ?? at
    for (const seen of about.kind === 'baseline' ? about.periods : []) {
      const isMidway = heldIds.has(seen.id) || through !== at
      const noted = { entity: entity.key, periodId: seen.id, seen, through, at }
      await seenPeriods.noteSeen(noted, null, { isLook: true, isMidway })
    }
  }
}

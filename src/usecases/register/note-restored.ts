import type { RestoreFiled } from '../../domain/evidence/filed.ts'
import { isRequest, type Registered } from '../../domain/evidence/registered.ts'
import type { Filings, RegisterReader } from '../ports/record/filings.ts'

/** `copy`: what the register was restored from. `lastKnown`: the last number that is known to have been given. */
export type RestoreToNote = Pick<RestoreFiled, 'copy' | 'lastKnown' | 'by'> & { entity: string }

/**
 * `lost`: how many numbers were filed as lost. `record`: the number under which it stands that it was restored. `begun`: of the same
 * copy another number was said before, and some of it is filed.
 */
export type RestoreNoted =
  | { kind: 'noted'; lost: number; record: number }
  | { kind: 'begun'; lastKnown: number }
  | { kind: 'below' | 'too-many'; lastInCopy: number }

export type NoteRestoredPorts = { filings: Pick<Filings, 'file'>; register: RegisterReader; now: () => Date }

/** Rather a slip of whoever types it than so many requests between two backups. */
const mostLost = 500

/**
 * Files every number that was given after the copy was made as lost, so that no number is ever given twice and the row stays
 * without gaps; then that the register was restored. Nothing else may be numbered meanwhile. Repeated, it files nothing twice.
 */
export async function noteRestored(asked: RestoreToNote, ports: NoteRestoredPorts): Promise<RestoreNoted> {
  const { entity, copy, lastKnown, by } = asked
  const registered = await ports.register.all(entity)
  const begun = registered.flatMap((one) => aboutThisRestore(one, asked) ?? [])
  const other = begun.find((about) => about.lastKnown !== lastKnown)
  if (other) return { kind: 'begun', lastKnown: other.lastKnown }
  const lastInCopy = registered.findLast((one) => !aboutThisRestore(one, asked))?.number ?? 0
  if (lastKnown < lastInCopy) return { kind: 'below', lastInCopy }
  if (lastKnown - lastInCopy > mostLost) return { kind: 'too-many', lastInCopy }
  const about = { kind: 'restore', copy, lastInCopy, lastKnown, by } as const
  const at = ports.now().toISOString()
  const file = async (number: number, isLost: boolean) => {
    const messageId = `restored from ${copy.madeAt} ${copy.digest ?? ''}: ${number}`
    const status = isLost ? 'closed' : 'open'
    const filed = await ports.filings.file({
      ...{ entity, messageId, periodId: null, about: { ...about, isLost }, status },
      ...{ at, by: null },
    })
    if (filed.number !== number)
      throw new Error(
        `Number ${number} was given to something else meanwhile: stop what gives numbers, and look at it.`,
      )
  }
  for (let number = lastInCopy + 1; number <= lastKnown; number++) await file(number, true)
  await file(lastKnown + 1, false)
  return { kind: 'noted', lost: lastKnown - lastInCopy, record: lastKnown + 1 }
}

function aboutThisRestore(registered: Registered, { copy }: RestoreToNote): RestoreFiled | undefined {
  if (isRequest(registered) || registered.about.kind !== 'restore') return undefined
  const { madeAt, digest } = registered.about.copy
  return madeAt === copy.madeAt && digest === copy.digest ? registered.about : undefined
}

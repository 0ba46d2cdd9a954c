import { userInfo } from 'node:os'
import type { handler as noteRestored } from '../../src/handlers/note-restored.ts'
import { openLocalTable } from '../table/open-table.ts'
import { referenceOf } from './register-summary.ts'
import { type RestoredMark, readRestoredMark, writeRestoredMark } from './restored-mark.ts'

export type RestoreAnswered = { ok: true; lines: readonly string[] } | { ok: false; mistakes: readonly string[] }

type NotNoted = Exclude<Awaited<ReturnType<typeof noteRestored>>, { kind: 'noted' }>
type NumberBelow = { entity: string; last: number }

/**
 * Files what whoever restores knows of each register: the numbers that were given after the backup are lost, and that it was
 * restored. From then on the program may run.
 */
export async function answerRestored(dir: string, lastKnown: ReadonlyMap<string, number>): Promise<RestoreAnswered> {
  const mark = readRestoredMark(dir)
  if (mark?.state !== 'unanswered') return { ok: false, mistakes: [nothingToAnswer(dir, mark)] }
  const mistakes = mistakesIn(lastKnown, mark.registers)
  if (mistakes.length > 0) return { ok: false, mistakes }
  const opened = await openLocalTable(dir)
  if (!opened.ok) return opened
  try {
    Object.assign(process.env, opened.environment)
    const { handler } = await import('../../src/handlers/note-restored.ts')
    const lines: string[] = []
    for (const [entity, number] of lastKnown) {
      const noted = await handler({ entity, copy: mark.copy, lastKnown: number, by: `npm run restore: ${userName()}` })
      if (noted.kind !== 'noted') return { ok: false, mistakes: [refusal(entity, number, noted)] }
      lines.push(`${entity}: ${lostWords(noted.lost)} Filed as ${referenceOf(entity, noted.record)}.`)
    }
    writeRestoredMark(dir, { ...mark, state: 'answered' })
    return { ok: true, lines }
  } finally {
    await opened.close()
  }
}

function nothingToAnswer(dir: string, mark: RestoredMark | undefined): string {
  if (mark?.state === 'answered')
    return `${dir} has its answer already, and was perhaps started since: nothing was changed.`
  return `${dir} was not restored, or not to its end. Restore it: npm run restore -- --from FILE --data ${dir}`
}

/** An answer for each register, none below what the backup has. */
export function mistakesIn(lastKnown: ReadonlyMap<string, number>, registers: readonly NumberBelow[]): string[] {
  const keys = new Set(registers.map(({ entity }) => entity))
  const unknown = [...lastKnown.keys()].filter((key) => !keys.has(key))
  return [
    ...registers.flatMap(({ entity, last }) => {
      const known = lastKnown.get(entity)
      if (known === undefined)
        return [`--last-known is missing for ${entity}; the backup ends at ${referenceOf(entity, last)}.`]
      return known < last ? [`${referenceOf(entity, known)}: the backup has ${referenceOf(entity, last)} already.`] : []
    }),
    ...unknown.map((key) => `--last-known ${key.toUpperCase()}-…: the backup has no such register.`),
  ]
}

function refusal(entity: string, number: number, answer: NotNoted): string {
  const given = referenceOf(entity, number)
  switch (answer.kind) {
    case 'no-such-entity':
      return `The configuration in the backup has no entity ${entity}.`
    case 'below':
      return `${given}: the backup has ${referenceOf(entity, answer.lastInCopy)} already.`
    case 'begun': {
      const before = referenceOf(entity, answer.lastKnown)
      return `${given}: ${before} was said before, and some of that is filed. Say ${before} again, or restore into a new directory.`
    }
    case 'too-many': {
      const inBackup = referenceOf(entity, answer.lastInCopy)
      return `${given} is more than 500 after ${inBackup}, where the backup ends: is that a slip? Nothing of it was filed.`
    }
  }
}

function lostWords(lost: number): string {
  if (lost === 0) return 'no number was given after the backup.'
  return lost === 1 ? 'one record is lost.' : `${lost} records are lost.`
}

/** In a container there may be no name for the user. */
function userName(): string {
  try {
    return userInfo().username || 'unknown'
  } catch {
    return 'unknown'
  }
}

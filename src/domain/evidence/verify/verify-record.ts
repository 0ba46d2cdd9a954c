import { type ExportedEntry, type ExportedRecord, type RegisterLine, subjectOf } from '../export/evidence-export.ts'
import { beginning, canonicalJson, type Hash } from '../log.ts'

/** What is wrong with one record; `line` is its own in the register. */
export function recordFindings(record: ExportedRecord, line: RegisterLine | undefined, hash: Hash): string[] {
  const { reference, entries, later, head } = record
  const [first] = entries
  if (!line) return [`${reference} is not in the register: it was inserted.`]
  if (!first) return [`${reference} has no entries: they were removed.`]
  const previous = first.entry.details.previousRequest
  return [
    ...firstFindings(record, first, line),
    ...chainFindings(reference, entries, {
      previous: typeof previous === 'string' ? previous : beginning,
      from: 1,
      hash,
    }),
    ...endFindings(record),
    ...chainFindings(reference, later, { previous: head ?? '', from: entries.length + 1, hash }),
  ]
}

function firstFindings(record: ExportedRecord, { hash, entry }: ExportedEntry, line: RegisterLine): string[] {
  const { reference, subject } = record
  const isSame =
    hash === line.hash && reference === line.reference && canonicalJson(entry) === canonicalJson(line.entry)
  return [
    ...(isSame
      ? []
      : [`Entry 1 of ${reference} is not the first entry that the register has of number ${line.number}.`]),
    ...(canonicalJson(subject) === canonicalJson(subjectOf(entry))
      ? []
      : [`What ${reference} is said to be about is not what its first entry says.`]),
  ]
}

type From = { previous: string; from: number; hash: Hash }

/** Each hash is over the one that stands before it, so that what is wrong is named where it is. */
function chainFindings(reference: string, entries: readonly ExportedEntry[], { previous, from, hash }: From): string[] {
  return entries.flatMap(({ sequence, hash: stated, entry }, index) => {
    const place = `entry ${from + index} of ${reference} (“${entry.kind}”)`
    const before = entries[index - 1]?.hash ?? previous
    return [
      ...(sequence === from + index ? [] : [`In the place of ${place} stands one that is numbered ${sequence}.`]),
      ...(stated === hash(`${before}\n${canonicalJson(entry)}`)
        ? []
        : [`The hash of ${place} does not fit: it was altered, or an entry before it was removed, inserted or moved.`]),
    ]
  })
}

/** A request is sealed by its outcome, which stands once and last; its hash is the head. */
function endFindings({ reference, entries, later, state, head }: ExportedRecord): string[] {
  const isFiled = entries[0]?.entry.kind === 'filed'
  const sealedAt = entries.findIndex(({ entry }) => entry.kind === 'outcome')
  const is = isFiled ? 'filed' : sealedAt < 0 ? 'not sealed' : 'sealed'
  const sealing = is === 'sealed' ? entries[sealedAt]?.hash : null
  return [
    ...(state === is ? [] : [`${reference} is said to be ${state}, but by its entries it is ${is}.`]),
    ...(head === sealing ? [] : [`The head of ${reference} is not the hash of its outcome.`]),
    ...(is !== 'sealed' || sealedAt === entries.length - 1
      ? []
      : [`The outcome of ${reference} is entry ${sealedAt + 1}, and not its last: nothing may follow it in the log.`]),
    ...(is === 'sealed' || later.length === 0
      ? []
      : [`${reference} is not sealed, but something stands behind its end.`]),
    ...(later.some(({ entry }) => entry.kind === 'outcome') ? [`${reference} has an outcome behind its end.`] : []),
  ]
}

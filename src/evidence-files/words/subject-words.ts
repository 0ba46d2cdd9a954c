import type { ExportedEntry, ExportedRecord, ExportHeader } from '../../domain/evidence/export/evidence-export.ts'
import { memberOf } from '../../domain/evidence/export/evidence-export.ts'
import { personWords } from './people-words.ts'
import { at, capitalised, sentences, words } from './plain-words.ts'

const actionWords: Readonly<Record<string, string>> = {
  close: 'close',
  'pending-close': 'pending close',
  'trial-balance': 'trial balance',
  'close-range': 'close of a range',
  reopen: 'reopening',
  create: 'creation',
  update: 'change',
  'update-dates': 'change of dates',
  delete: 'deletion',
  'set-back-to-open': 'setting back to Open',
  'control-test': 'control test',
}

/** `Close of Oct 2026`, `Exception` */
export function subjectWords({ subject }: Pick<ExportedRecord, 'subject'>): string {
  if (subject.kind === 'filing') return capitalised(words(at(subject, 'about')))
  return capitalised(`${actionWord(subject.action)} of ${at(subject.period, 'name')}`)
}

/** The same; of an exception also whether it was acknowledged, and by whom. */
export function aboutWords(record: ExportedRecord): string {
  if (!isException(record)) return subjectWords(record)
  const by = acknowledgementOf(record)?.entry.by
  return `${subjectWords(record)}, ${by === undefined ? 'NOT ACKNOWLEDGED' : `acknowledged by ${personWords(by)}`}`
}

/** `1 exception NOT ACKNOWLEDGED.`; empty where there is none at all. */
export function openExceptionsWords(records: readonly ExportedRecord[]): string {
  const exceptions = records.filter(isException)
  const open = exceptions.filter((record) => acknowledgementOf(record) === undefined).length
  if (open > 0) return `${open} ${open === 1 ? 'exception' : 'exceptions'} NOT ACKNOWLEDGED.`
  return exceptions.length === 0 ? '' : 'No exception is open.'
}

function isException({ subject }: ExportedRecord): boolean {
  return subject.kind === 'filing' && subject.about === 'exception'
}

function acknowledgementOf({ entries }: ExportedRecord): ExportedEntry | undefined {
  return entries.findLast(({ entry }) => entry.kind === 'acknowledged')
}

export function actionWord(action: unknown): string {
  return typeof action === 'string' && Object.hasOwn(actionWords, action) ? (actionWords[action] ?? '') : at(action)
}

/** `succeeded`, `closed with problem`, `under way, not sealed`; empty for what was filed. */
export function resultWords({ state, entries }: Pick<ExportedRecord, 'state' | 'entries'>): string {
  if (state === 'filed') return ''
  const outcome = entries.find(({ entry }) => entry.kind === 'outcome')?.entry.details.outcome
  if (outcome === undefined) return 'under way, not sealed'
  const because = memberOf(outcome, 'because')
  return sentences(words(at(outcome, 'kind')), because === undefined ? '' : `(${words(at(because, 'kind'))})`)
}

/** `Oct 2026`, `FY2026` */
export function scopeWords({ scope }: Pick<ExportHeader, 'scope'>): string {
  return scope.kind === 'fiscal-year' ? `FY${scope.fiscalYear}` : scope.periods.map(({ name }) => name).join(', ')
}

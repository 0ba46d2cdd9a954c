import { isDate } from '../calendar/calendar-date.ts'

type InEntity = { entity: string | null }

/** Commands about the record and about who may do what. */
export type RecordCommand =
  /** `page`: counted from the newest entries. */
  | ({ kind: 'history'; reference: string; page: number } & InEntity)
  | ({ kind: 'export'; reference: string } & InEntity)
  | ({ kind: 'packet'; reference: string } & InEntity)
  | ({ kind: 'reconcile'; fiscalYear: number | null } & InEntity)
  | ({ kind: 'access' } & InEntity)
  | ({ kind: 'delegations' } & InEntity)
  | ({ kind: 'control-test' } & InEntity)
  | ({ kind: 'reminders' } & InEntity)
  | ({ kind: 'delegate'; to: string; from: string; until: string } & InEntity)

export const recordVerbs = [
  'history',
  'export',
  'packet',
  'reconcile',
  'access',
  'delegate',
  'delegations',
  'control-test',
  'reminders',
] as const

export type RecordVerb = (typeof recordVerbs)[number]

/** Undefined where the words behind the verb make no sense. `words` are without the entity. */
export function readRecordCommand(verb: RecordVerb, words: string, entity: string | null): RecordCommand | undefined {
  switch (verb) {
    case 'history':
      return readHistory(words, entity)
    case 'export':
    case 'packet':
      return { kind: verb, reference: words, entity }
    case 'reconcile':
      return readReconcile(words, entity)
    case 'delegate':
      return readDelegate(words, entity)
    default:
      return words === '' ? { kind: verb, entity } : undefined
  }
}

/** `Oct 2026 page 2`; no name of a period is taken for a page. */
function readHistory(words: string, entity: string | null): RecordCommand {
  const found = /^(?<reference>.*\S)\s+page\s+(?<page>[1-9]\d{0,3})$/i.exec(words)?.groups
  return { kind: 'history', reference: found?.reference ?? words, page: Number(found?.page ?? 1), entity }
}

/** `FY2026`, `2026` or `FY26`, in four digits; null for anything else. */
export function readFiscalYear(words: string): number | null {
  const digits = /^(?:FY)?(?<year>\d{4}|\d{2})$/i.exec(words)?.groups?.year
  if (digits === undefined) return null
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}

function readReconcile(words: string, entity: string | null): RecordCommand | undefined {
  const fiscalYear = readFiscalYear(words)
  return words !== '' && fiscalYear === null ? undefined : { kind: 'reconcile', fiscalYear, entity }
}

/** `<@U0CAROL|carol> from 2026-11-03 to 2026-11-10`: Slack writes the person's id in place of the name. */
function readDelegate(words: string, entity: string | null): RecordCommand | undefined {
  const pattern = /^<@(?<to>[UW][A-Z0-9]+)(?:\|[^>]*)?>\s+from\s+(?<from>\S+)\s+(?:to|until)\s+(?<until>\S+)$/i
  const { to = '', from = '', until = '' } = pattern.exec(words)?.groups ?? {}
  return isDate(from) && isDate(until) ? { kind: 'delegate', to: to.toUpperCase(), from, until, entity } : undefined
}

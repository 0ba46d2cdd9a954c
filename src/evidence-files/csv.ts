import type { EvidenceExport, ExportedEntry, ExportedRecord } from '../domain/evidence/export/evidence-export.ts'
import { kindWords, reasonGiven, whatHappened } from './words/entry-words.ts'
import { whyAllowed } from './words/people-words.ts'
import { at as memberAt } from './words/plain-words.ts'
import { aboutWords } from './words/subject-words.ts'

const columns = [
  'Record',
  'About',
  'Sequence',
  'Time (UTC)',
  'Slack time (UTC)',
  'Kind',
  'Person',
  'Slack ID',
  'E-mail',
  'What',
  'Why allowed',
  'Reason or note',
  'Policy hash',
  'Code',
  'Hash',
] as const

/**
 * One line for each entry, after RFC 4180: lines end in CR LF. It begins with a byte order mark, without which Excel takes
 * UTF-8 for another encoding.
 */
export function csvOf({ records }: EvidenceExport): string {
  const lines = records.flatMap((record) => [...record.entries, ...record.later].map((one) => line(record, one)))
  return `\uFEFF${[columns, ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`
}

function line(record: ExportedRecord, { sequence, hash, entry }: ExportedEntry): string[] {
  const { at, slackTs, by } = entry
  return [
    record.reference,
    aboutWords(record),
    String(sequence),
    at,
    slackTs === undefined ? '' : slackTime(slackTs),
    kindWords(entry.kind),
    by?.name ?? '',
    by?.id ?? '',
    by?.email ?? '',
    whatHappened(entry),
    whyAllowed(entry),
    reasonGiven(entry),
    entry.policy ?? memberAt(entry.details, 'policy'),
    entry.code ?? '',
    hash,
  ]
}

/** Slack writes seconds since 1970, with six decimals. */
export function slackTime(slackTs: string): string {
  const moment = new Date(Number(slackTs) * 1000)
  return Number.isNaN(moment.getTime()) ? slackTs : moment.toISOString()
}

/**
 * A spreadsheet takes what begins so for a formula, and runs it; an apostrophe makes it text. Where Excel parts fields by
 * semicolons, whatever the file says, a field also begins behind a semicolon or a line break within a cell.
 */
const formula = /(?<=^|[;\r\n])(?=(?:[^\S\r\n]|")*[=+\-@\t＝＋－＠]|\r(?!\n))/g

function cell(text: string): string {
  return `"${text.replace(formula, "'").replaceAll('"', '""')}"`
}

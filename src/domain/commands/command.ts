import { notBeforeInReason, splitNotBefore } from './not-before.ts'
import { type RecordCommand, readFiscalYear, readRecordCommand, recordVerbs } from './record-command.ts'
import { nearest, similarTo } from './similar-text.ts'

/** Which of the entities, as in `close Oct 2026 in eu`; null: the channel says it. */
type InEntity = { entity: string | null }

/** The words behind `not-before`, where it was typed. */
type Planned = { notBefore?: string }

/** What a person typed after the slash command. `reference` names a period and may be empty. */
export type Command =
  | { kind: 'help'; about: HelpTopic | null }
  | ({ kind: 'list'; show: ListFilter; fiscalYear: number | null; page: number | null } & InEntity)
  | ({ kind: 'show' | 'why' | 'reports'; reference: string } & InEntity)
  | ({ kind: 'form'; form: FormName; reference: string } & InEntity)
  | ({ kind: 'request'; action: RequestVerb; reference: string; note: string | null } & Planned & InEntity)
  | ({ kind: 'range'; from: string; to: string; note: string | null } & Planned & InEntity)
  | RecordCommand
  | { kind: 'not-understood'; typed: string; suggestion: string | null }

/** `recent`: what is not closed and the last that were. */
export type ListFilter = 'recent' | 'open' | 'closed' | 'all'
export type FormName = 'create' | 'edit' | 'dates'
/** For a reopen, `reference` is the period and the reason behind it. */
export type RequestVerb = 'trial-balance' | 'pending-close' | 'close' | 'reopen' | 'delete'

const readVerbs = ['show', 'why', 'reports'] as const
const forms = ['create', 'edit', 'dates'] as const
const requestVerbs = ['trial-balance', 'pending-close', 'close', 'delete'] as const
const topics = ['list', ...readVerbs, ...requestVerbs, 'reopen', ...forms, ...recordVerbs] as const
const verbs = ['help', ...topics]

/** A command that `help` explains. */
export type HelpTopic = (typeof topics)[number]

/** People write `trial balance` as often as `trial-balance`. */
const twoWordVerbs = /^(help\s+)?(trial|pending|control)\s+(balance|close|test)\b/i

export function readCommand(text: string): Command {
  const typed = text.trim().replace(twoWordVerbs, '$1$2-$3')
  const [given = '', ...rest] = typed.split(/\s+/)
  const verb = given.toLowerCase()
  const { reference: words } = splitNote(rest.join(' '))
  const { reference, entity } = splitEntity(words)
  if (verb === '' || verb === 'help') return readHelp(rest.join(' '))
  if (verb === 'list') return readList(reference, entity) ?? notUnderstood(typed, 'list open')
  const reading = readVerbs.find((name) => name === verb)
  if (reading) return { kind: reading, reference, entity }
  const record = recordVerbs.find((name) => name === verb)
  if (record) return readRecordCommand(record, reference, entity) ?? notUnderstood(typed, `help ${record}`)
  const form = forms.find((name) => name === verb)
  if (form) return { kind: 'form', form, reference, entity }
  if (verb === 'reopen') return readReopen(rest.join(' ').trim())
  const action = requestVerbs.find((name) => name === verb)
  return action ? readRequest(action, rest.join(' ')) : notUnderstood(typed, suggestionFor(given, rest))
}

function readRequest(action: Exclude<RequestVerb, 'reopen'>, typed: string): Command {
  const { words, notBefore } = splitNotBefore(typed)
  const { reference: others, note } = splitNote(words)
  const { reference, entity } = splitEntity(others)
  const planned = notBefore === null ? {} : { notBefore }
  const range = action === 'close' ? readRange(reference) : undefined
  if (range) return { kind: 'range', ...range, note, ...planned, entity }
  return { kind: 'request', action, reference, note, ...planned, entity }
}

/**
 * A reason is free text: neither `note:` nor `in` in it is ours. Right behind the verb `in eu` is; behind the period it is
 * looked for where the entities are known.
 */
function readReopen(words: string): Command {
  const found = /^in\s+(?<key>[a-z][a-z0-9]{0,15})(?!\S)\s*(?<others>.*)$/i.exec(words)
  const { key, others: reference = words } = found?.groups ?? {}
  const entity = key?.toLowerCase() ?? null
  return { kind: 'request', action: 'reopen', reference, note: null, ...notBeforeInReason(words), entity }
}

/** `Aug..Oct 2026`, `Aug 2026 .. Oct 2026 (Europe)`: a first name has the year and the organisation of the last where it has none. */
function readRange(reference: string): { from: string; to: string } | undefined {
  const [first, last, ...more] = reference.split(/\s*(?:\.\.+|…)\s*/)
  if (first === undefined || last === undefined || more.length > 0) return undefined
  const { year, organization = '' } = /(?<year>\d{4})?(?<organization>\s*\(.*\))?$/.exec(last)?.groups ?? {}
  const dated = year !== undefined && /^[a-z]{3,9}\.?$/i.test(first) ? `${first} ${year}` : first
  const from = dated.endsWith(')') ? dated : `${dated}${organization}`
  return { from, to: last }
}

/** `help`, `help close`, and `help close Oct 2026` where somebody leaves the rest of the line as it is. */
function readHelp(words: string): Command {
  const [word = ''] = words.toLowerCase().split(' ')
  if (word === '') return { kind: 'help', about: null }
  const about = topics.find((topic) => topic === (explainedUnder[word] ?? word))
  return about ? { kind: 'help', about } : notUnderstood(`help ${words}`, `help ${nearest(word, topics, 1).join('')}`)
}

/** What people look for by the name of something that is a part of a command. */
const explainedUnder: Readonly<Record<string, HelpTopic | undefined>> = {
  snooze: 'reminders',
  remind: 'reminders',
  reminder: 'reminders',
  'not-before': 'close',
  plan: 'close',
}

const pagePattern = /(?:^|\s)page\s*(?<page>[1-9]\d{0,2})(?=\s|$)/i

/** `list all FY2026 page 2`, the words behind `list` in any order. */
function readList(words: string, entity: string | null): Command | undefined {
  let show: ListFilter | null = null
  let fiscalYear: number | null = null
  const named = pagePattern.exec(words)?.groups?.page
  const page = named === undefined ? null : Number(named)
  const others = words.replace(pagePattern, '').split(/\s+/)
  for (const word of others.filter((it) => it !== '')) {
    const filter = (['open', 'closed', 'all'] as const).find((name) => name === word.toLowerCase())
    const year = readFiscalYear(word)
    if (filter) show = filter
    else if (year !== null) fiscalYear = year
    else return undefined
  }
  return { kind: 'list', show: show ?? (fiscalYear === null ? 'recent' : 'all'), fiscalYear, page, entity }
}

function splitEntity(words: string): { reference: string; entity: string | null } {
  const found = /(?:^|\s)in\s+(?<key>[a-z][a-z0-9]{0,15})$/i.exec(words)
  if (!found) return { reference: words, entity: null }
  return { reference: words.slice(0, found.index).trim(), entity: found.groups?.key?.toLowerCase() ?? null }
}

function splitNote(rest: string): { reference: string; note: string | null } {
  const at = rest.search(/(^|\s)note:/i)
  if (at < 0) return { reference: rest.trim(), note: null }
  const note = rest
    .slice(at)
    .replace(/^\s*note:/i, '')
    .trim()
  return { reference: rest.slice(0, at).trim(), note: note === '' ? null : note }
}

/** The command that it can be taken for, with what was typed behind it where that can name a period. */
function suggestionFor(verb: string, rest: readonly string[]): string | null {
  const similar = similarTo(verb, verbs) ?? null
  return similar === null || similar === 'help' || similar === 'list' ? similar : [similar, ...rest].join(' ')
}

function notUnderstood(typed: string, suggestion: string | null): Command {
  return { kind: 'not-understood', typed, suggestion }
}

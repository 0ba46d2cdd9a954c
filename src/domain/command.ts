import { nearest } from './similar-text.ts'

/** Which of the entities, as in `close Oct 2026 in eu`; null: the channel says it. */
type InEntity = { entity: string | null }

/** What a person typed after `/period`. `reference` names a period and may be empty. */
export type Command =
  | { kind: 'help' }
  | ({ kind: 'list'; show: ListFilter; fiscalYear: number | null } & InEntity)
  | ({ kind: 'show' | 'why' | 'reports'; reference: string } & InEntity)
  | ({ kind: 'form'; form: FormName; reference: string } & InEntity)
  | ({ kind: 'request'; action: RequestVerb; reference: string; note: string | null } & InEntity)
  | ({ kind: 'range'; from: string; to: string; note: string | null } & InEntity)
  | { kind: 'not-understood'; typed: string; suggestion: string | null }

/** `recent`: what is not closed and the last that were. */
export type ListFilter = 'recent' | 'open' | 'closed' | 'all'
export type FormName = 'create' | 'edit' | 'dates'
/** For a reopen, `reference` is the period and the reason behind it. */
export type RequestVerb = 'trial-balance' | 'pending-close' | 'close' | 'reopen' | 'delete'

const readVerbs = ['show', 'why', 'reports'] as const
const forms = ['create', 'edit', 'dates'] as const
const requestVerbs = ['trial-balance', 'pending-close', 'close', 'delete'] as const
const verbs = ['help', 'list', ...readVerbs, ...requestVerbs, 'reopen', ...forms]

/** People write `trial balance` as often as `trial-balance`. */
const twoWordVerbs = /^(trial|pending)\s+(balance|close)\b/i

export function readCommand(text: string): Command {
  const typed = text.trim().replace(twoWordVerbs, '$1-$2')
  const [given = '', ...rest] = typed.split(/\s+/)
  const verb = given.toLowerCase()
  const { reference: words, note } = splitNote(rest.join(' '))
  const { reference, entity } = splitEntity(words)
  if (verb === '' || verb === 'help') return { kind: 'help' }
  if (verb === 'list') return readList(reference, entity) ?? notUnderstood(typed, 'list open')
  const reading = readVerbs.find((name) => name === verb)
  if (reading) return { kind: reading, reference, entity }
  const form = forms.find((name) => name === verb)
  if (form) return { kind: 'form', form, reference, entity }
  // A reason is free text: neither `note:` nor `in` in it is ours, and `in` is looked for where the entities are known.
  if (verb === 'reopen') {
    return { kind: 'request', action: 'reopen', reference: rest.join(' ').trim(), note: null, entity: null }
  }
  const action = requestVerbs.find((name) => name === verb)
  if (!action) return notUnderstood(typed, suggestionFor(given, rest))
  return (
    (action === 'close' && readRange(reference, note, entity)) || { kind: 'request', action, reference, note, entity }
  )
}

/** `Aug..Oct 2026`, `Aug 2026 .. Oct 2026`: a first name without a year has the year of the last. */
function readRange(reference: string, note: string | null, entity: string | null): Command | undefined {
  const [first, last, ...more] = reference.split(/\s*(?:\.\.+|…)\s*/)
  if (first === undefined || last === undefined || more.length > 0) return undefined
  const year = /\d{4}$/.exec(last)?.[0]
  const from = year !== undefined && /^[a-z]{3,9}\.?$/i.test(first) ? `${first} ${year}` : first
  return { kind: 'range', from, to: last, note, entity }
}

function readList(words: string, entity: string | null): Command | undefined {
  let show: ListFilter | null = null
  let fiscalYear: number | null = null
  for (const word of words.split(/\s+/).filter((it) => it !== '')) {
    const filter = (['open', 'closed', 'all'] as const).find((name) => name === word.toLowerCase())
    const year = /^(?:FY)?(\d{4}|\d{2})$/i.exec(word)?.[1]
    if (filter) show = filter
    else if (year) fiscalYear = year.length === 2 ? 2000 + Number(year) : Number(year)
    else return undefined
  }
  return { kind: 'list', show: show ?? (fiscalYear === null ? 'recent' : 'all'), fiscalYear, entity }
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

/** The nearest command, with what was typed behind it where that can name a period. */
function suggestionFor(verb: string, rest: readonly string[]): string | null {
  const [similar = null] = nearest(verb, verbs, 1)
  return similar === null || similar === 'help' || similar === 'list' ? similar : [similar, ...rest].join(' ')
}

function notUnderstood(typed: string, suggestion: string | null): Command {
  return { kind: 'not-understood', typed, suggestion }
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const monthWords = monthNames.flatMap((name) => [name, name.slice(0, 3)]).concat('Sept')
const anyMonth = monthWords.sort((a, b) => b.length - a.length).join('|')

/** The parts of a name that count something. Digits alone are a two-digit year, a month or a period: the rest tells which. */
const parts = [
  String.raw`(?<![a-z])(?:FY|Fiscal Year)[\s'’-]?(?<fiscalYear>\d{4}|\d{2})(?!\d)`,
  String.raw`(?<!\d)(?<yearAndMonth>20\d{2}(?:0[1-9]|1[0-2]))(?!\d)`,
  String.raw`(?<!\d)(?<year>20\d{2})(?!\d)`,
  String.raw`(?<![a-z])(?:P|Per|Period)[\s.#-]?(?<number>\d{1,2})(?!\d)`,
  String.raw`(?<![a-z])Q(?<quarter>[1-4])(?!\d)`,
  `(?<![a-z])(?<month>${anyMonth})(?![a-z])`,
  String.raw`(?:(?<![\da-z])|(?<=${anyMonth}|(?<![a-z])M))(?<digits>\d{1,2})(?![\da-z])`,
]

export type TokenKind = 'fiscalYear' | 'yearAndMonth' | 'year' | 'number' | 'quarter' | 'month' | 'digits'
export type Token = { kind: TokenKind; text: string; at: number }

/** In order of appearance. `at` is where its text begins in the name. */
export function tokensIn(name: string): Token[] {
  return [...name.matchAll(new RegExp(parts.join('|'), 'gi'))].flatMap((match) => {
    const [found] = Object.entries(match.groups ?? {}).filter(([, text]) => text !== undefined)
    const [kind, text = ''] = found ?? []
    return isKind(kind) ? [{ kind, text, at: match.index + match[0].length - text.length }] : []
  })
}

const kinds: ReadonlySet<string> = new Set<TokenKind>([
  'fiscalYear',
  'yearAndMonth',
  'year',
  'number',
  'quarter',
  'month',
  'digits',
])

function isKind(kind: string | undefined): kind is TokenKind {
  return kind !== undefined && kinds.has(kind)
}

/** The month (0 is January) that a word names. */
export function monthNamed(word: string): number {
  return monthNames.findIndex((name) => name.slice(0, 3).toLowerCase() === word.slice(0, 3).toLowerCase())
}

/** Undefined for May, which is as long as its abbreviation. */
function isWrittenOut(word: string): boolean | undefined {
  const name = monthNames[monthNamed(word)]?.toLowerCase()
  return name === 'may' ? undefined : word.toLowerCase() === name
}

/** A month as the newest of these words is written: its length and its case. */
export function monthLike(words: readonly string[], month: number): string {
  const [newest = ''] = words
  const isLong = words.map(isWrittenOut).find((is) => is !== undefined) ?? false
  const name = monthNames[month] ?? ''
  const text = isLong ? name : name.slice(0, 3)
  if (newest === newest.toUpperCase()) return text.toUpperCase()
  return newest === newest.toLowerCase() ? text.toLowerCase() : text
}

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'user' | 'group' | 'channel'; id: string; label: string | null }
  | { kind: 'broadcast'; range: string }
  | { kind: 'date'; timestamp: number; format: string; url: string | null; fallback: string }
  | { kind: 'emoji'; name: string }

export type Part =
  | { kind: 'lines' | 'quote'; lines: Inline[][] }
  /** `level`: how deep it is indented; `start`: its first number. */
  | { kind: 'list'; ordered: boolean; level: number; start: number; items: Inline[][] }
  | { kind: 'preformatted'; text: string }

/** Slack's mrkdwn: preformatted text, quotes, lines that are written as lists, and what stands in a line. */
export const parseMrkdwn = (text: string): Part[] =>
  text.split(/```\n?/).flatMap((piece, index): Part[] => {
    if (index % 2 === 1) return [{ kind: 'preformatted', text: unescapeEntities(piece.replace(/\n$/, '')) }]
    return piece.trim() === '' ? [] : partsOf(piece.replace(/^\n|\n$/g, '').split('\n'))
  })

const quoted = /^\s*(?:>|&gt;)\s?/
const quotedToTheEnd = /^\s*(?:>>>|&gt;&gt;&gt;)\s?/
const bullet = /^\s*[•◦▪]\s+/
const numbered = /^\s*(\d+)[.)]\s+/
const indent = 4

const kindOf = (line: string): string => {
  if (quotedToTheEnd.test(line)) return 'rest'
  if (quoted.test(line)) return 'quote'
  if (bullet.test(line)) return `bullets ${levelOf(line)}`
  return numbered.test(line) ? `numbers ${levelOf(line)}` : 'lines'
}

const levelOf = (line: string): number => Math.floor((/^ */.exec(line)?.[0].length ?? 0) / indent)

const partsOf = (lines: string[]): Part[] => {
  const parts: Part[] = []
  let start = 0
  while (start < lines.length) {
    const kind = kindOf(lines[start] ?? '')
    let end = kind === 'rest' ? lines.length : start + 1
    while (end < lines.length && kindOf(lines[end] ?? '') === kind) end += 1
    const run = lines.slice(start, end)
    if (kind === 'quote') parts.push(quote(run, quoted))
    else if (kind === 'rest') parts.push(quote(run, quotedToTheEnd))
    else if (kind.startsWith('bullets')) parts.push(list(run, bullet))
    // A lone "1." is more often the start of a sentence than a list.
    else if (kind.startsWith('numbers') && run.length > 1) parts.push(list(run, numbered))
    else parts.push({ kind: 'lines', lines: run.map(parseInline) })
    start = end
  }
  return parts
}

const quote = (lines: string[], mark: RegExp): Part => ({
  kind: 'quote',
  lines: lines.map((line) => parseInline(line.replace(mark, ''))),
})

const list = (lines: string[], mark: RegExp): Part => ({
  kind: 'list',
  ordered: mark === numbered,
  level: levelOf(lines[0] ?? ''),
  start: Number(numbered.exec(lines[0] ?? '')?.[1] ?? 1),
  items: lines.map((line) => parseInline(line.replace(mark, ''))),
})

const styled = (mark: string) => `(?<![\\w${mark}])\\${mark}(?!\\s)([^${mark}\\n]+?)(?<!\\s)\\${mark}(?![\\w${mark}])`

const token = new RegExp(
  [
    '`([^`\\n]+)`',
    '<([^<>\\n]+)>',
    ':([a-z0-9_+-]+):',
    styled('*'),
    styled('_'),
    styled('~'),
    '(https?://[^\\s<>]*[^\\s<>.,;:!?)])',
  ].join('|'),
  'g',
)

export const parseInline = (line: string): Inline[] => {
  const found: Inline[] = []
  let at = 0
  for (const match of line.matchAll(token)) {
    if (match.index > at) found.push({ kind: 'text', text: unescapeEntities(line.slice(at, match.index)) })
    found.push(inlineOf(match))
    at = match.index + match[0].length
  }
  if (at < line.length) found.push({ kind: 'text', text: unescapeEntities(line.slice(at)) })
  return found
}

const inlineOf = ([all, code, angled, emoji, bold, italic, strike]: RegExpMatchArray): Inline => {
  if (code !== undefined) return { kind: 'code', text: unescapeEntities(code) }
  if (angled !== undefined) return reference(angled)
  if (emoji !== undefined) return { kind: 'emoji', name: emoji }
  if (bold !== undefined) return { kind: 'bold', children: parseInline(bold) }
  if (italic !== undefined) return { kind: 'italic', children: parseInline(italic) }
  if (strike !== undefined) return { kind: 'strike', children: parseInline(strike) }
  return { kind: 'link', url: unescapeEntities(all), label: unescapeEntities(all) }
}

const reference = (inside: string): Inline => {
  const bar = inside.indexOf('|')
  const target = bar < 0 ? inside : inside.slice(0, bar)
  const label = bar < 0 ? null : unescapeEntities(inside.slice(bar + 1))
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), label }
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), label }
  const [special = '', ...rest] = target.split('^')
  if (special === '!subteam') return { kind: 'group', id: rest[0] ?? '', label }
  if (special === '!date') {
    const [timestamp, format = '', url = null] = rest
    return { kind: 'date', timestamp: Number(timestamp), format: unescapeEntities(format), url, fallback: label ?? '' }
  }
  if (target.startsWith('!')) return { kind: 'broadcast', range: target.slice(1) }
  const url = unescapeEntities(target)
  return { kind: 'link', url, label: label ?? url.replace(/^mailto:/, '') }
}

const unescapeEntities = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMrkdwn } from '../../../../sim/slack/page/text/parse-mrkdwn.ts'
import {
  calendarDate,
  code,
  cut,
  cutMarkup,
  duration,
  escaped,
  listed,
  mention,
  moment,
} from '../../../../src/slack/messages/text/mrkdwn.ts'
import { plainText } from '../../../../src/slack/plain-text.ts'

test('what Slack has entities for', () => {
  expect(escaped('A & B <!channel> "q"')).toBe('A &amp; B &lt;!channel&gt; "q"')
})

const shown = (text: string): { kind: string }[] =>
  parseMrkdwn(text).flatMap((part): { kind: string }[] => (part.kind === 'lines' ? part.lines.flat() : [part]))

test.each([
  '*Oct* 2026',
  '_Oct_ 2026',
  '~Oct~ 2026',
  '`Oct` 2026',
  '```Oct```',
  '**Oct** __2026__',
  'A *b _c_ d* e',
  '(*Oct*)',
  ':smile: and :+1:',
  '> quoted',
  'first line\n> second line',
  '*',
])('“%s” from outside is read as it is: nothing in it is formatting', (text) => {
  const kinds = [escaped(text), `“${escaped(text)}”`, `*Notes*\n${escaped(text)}`]
    .flatMap(shown)
    .map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind !== 'text')).toEqual(['bold'])
  expect(plainText(escaped(text))).toBe(text)
})

test.each(['Oct_2026_final', '2*3', 'FY26 Q4', 'a: b', '2026-11-02 08:12:30'])(
  '“%s” is left alone: nothing in it would be formatting',
  (text) => {
    expect(escaped(text)).toBe(text)
  },
)

test('in what can be copied and typed only entities and backticks count', () => {
  expect(code('/period show *a* _b_ & <c>')).toBe('`/period show *a* _b_ &amp; &lt;c&gt;`')
  const hostile = '/period show a` *b* `c'
  expect(shown(code(hostile))).toMatchObject([{ kind: 'code' }])
  expect(plainText(code(hostile).slice(1, -1))).toBe(hostile)
})

test('what was escaped is, as plain text, what it was', () => {
  // What stands for a backtick, and what keeps marks apart, is taken back wherever it comes from.
  const isOurs = /[\u02CB\u200A\u2060]/
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'*_~`:>&< ab1\n') }))
  fc.assert(
    fc.property(text, (given) => {
      fc.pre(!isOurs.test(given))
      expect(plainText(escaped(given))).toBe(given)
    }),
  )
})

test.each([
  ['&lt;!channel&gt; &amp; co', '<!channel> & co'],
  ['close Oct note: ask <@U012|carol> in <#C012|close>', 'close Oct note: ask @carol in #close'],
  ['<@U012>', '@U012'],
  ['<!subteam^S012|@controllers>', '@controllers'],
  ['see <https://example.com/a?b=1&amp;c=2|example.com>', 'see https://example.com/a?b=1&c=2'],
  ['&amp;lt;', '&lt;'],
])('what Slack sends as “%s” was typed as “%s”', (sent, typed) => {
  expect(plainText(sent)).toBe(typed)
})

test('people and groups are mentioned each in their own way', () => {
  expect([mention('U0BOB'), mention('W0BOB'), mention('S0CONTROLLERS')]).toEqual([
    '<@U0BOB>',
    '<@W0BOB>',
    '<!subteam^S0CONTROLLERS>',
  ])
})

test('a moment is shown in the reader’s zone, and in UTC where Slack does not help', () => {
  expect(moment('2026-11-02T15:00:00.000Z')).toBe(
    '<!date^1793631600^{date_short_pretty} at {time}|2026-11-02 15:00 UTC>',
  )
})

test.each([
  ['2026-10-31', 'Sat 31 Oct 2026'],
  ['2028-02-29', 'Tue 29 Feb 2028'],
  ['2026-09-01', 'Tue 1 Sep 2026'],
  ['open-ended', 'open-ended'],
  ['<b>', '&lt;b&gt;'],
])('the date %s reads %s', (date, text) => {
  expect(calendarDate(date)).toBe(text)
})

test.each([
  [-3, '0 s'],
  [0, '0 s'],
  [59.4, '59 s'],
  [60, '1 min'],
  [750, '12 min'],
  [3600, '1 h'],
  [11_100, '3 h 5 min'],
  [86_400, '24 h'],
  [Number.NaN, 'a time that is not known'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text)
})

test('a list reads as a sentence', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')]).toEqual([
    '',
    'a',
    'a and b',
    'a, b or c',
  ])
})

test('what is cut is never too long, says that it was cut, and ends in whole characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 5, max: 60 }), (text, most) => {
      const short = cut(text, most)
      expect(short.length).toBeLessThanOrEqual(most)
      expect(short.isWellFormed()).toBe(true)
      expect(short === text || short.endsWith('…')).toBe(true)
    }),
  )
})

test('text with markup is never cut inside a mention, a link or an entity', () => {
  const piece = fc.oneof(fc.constantFrom('<@U0BOB>', '<https://a.example/b|here>', '&amp;', '&lt;', ' is '))
  fc.assert(
    fc.property(fc.array(piece, { minLength: 5 }), fc.integer({ min: 3, max: 60 }), (pieces, most) => {
      const short = cutMarkup(pieces.join(''), most)
      expect(short.length).toBeLessThanOrEqual(most)
      expect(short.replaceAll(/<[^<>]+>|&(amp|lt);/g, '')).not.toMatch(/[<>&]/)
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  calendarDate,
  cut,
  cutMarkup,
  duration,
  escaped,
  listed,
  mention,
  moment,
} from '../../../../src/slack/messages/text/mrkdwn.ts'
import { plainText } from '../../../../src/slack/plain-text.ts'

test('exactly &, < and > are escaped', () => {
  expect(escaped('A & B <!channel> *bold* _it_ `code` "q"')).toBe('A &amp; B &lt;!channel&gt; *bold* _it_ `code` "q"')
})

test('what was escaped is, as plain text, what it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(plainText(escaped(text))).toBe(text)
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

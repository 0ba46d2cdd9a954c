import { expect, test } from 'vitest'
import type { BehindEntry } from '../../sim/slack/behind/behind-source.ts'
import { sayDuration } from '../../sim/slack/page/behind/durations.ts'
import { groupEntries, shownFirst } from '../../sim/slack/page/behind/group-entries.ts'
import { shownEntries } from '../../sim/slack/page/behind/shown-entries.ts'

let made = 0
const entry = (given: Partial<BehindEntry>): BehindEntry => {
  made += 1
  return {
    id: made,
    revision: made,
    at: new Date(made * 1000).toISOString(),
    tookMs: 1,
    lane: 'table',
    title: `entry ${made}`,
    about: '',
    result: '',
    isTrouble: false,
    isRead: false,
    person: null,
    references: [],
    mentions: [],
    heading: null,
    links: [],
    ...given,
  }
}
const asked = (title: string, link: string, references: string[] = []) =>
  entry({ lane: 'slack-request', title, person: 'U0ALICE', links: [link], references })
const summary = (entries: readonly BehindEntry[]) =>
  groupEntries(entries).map(({ id, kind, title, about, entries: own }) => ({
    id,
    kind,
    title,
    about,
    own: own.map((each) => each.title),
  }))

test('a command that begins a request is of that request, with all that it set off, by way of both functions', () => {
  const entries = [
    entry({ title: 'PutItem', links: ['invocation two'], references: ['US-0147'], heading: 'close Oct 2026' }),
    entry({ title: 'users.info', links: ['invocation two'] }),
    entry({ title: 'respond', links: ['invocation two'] }),
    entry({ title: 'hands on', links: ['invocation one', 'invocation two'] }),
    entry({ title: 'slack', links: ['invocation one', 'gateway g'] }),
    { ...asked('/period close next', 'gateway g'), at: new Date(0).toISOString() },
    entry({ title: 'Advance', links: ['execution US-0147'], references: ['US-0147'] }),
  ]
  const own = ['/period close next', 'PutItem', 'users.info', 'respond', 'hands on', 'slack', 'Advance']
  const about = 'close Oct 2026'
  expect(summary(entries)).toEqual([{ id: 'US-0147', kind: 'request', title: 'US-0147', about, own }])
  expect(groupEntries(entries)[0]).toMatchObject({ person: 'U0ALICE', at: new Date(0).toISOString() })
})

test('a message that begins no request is a group of its own, whatever its answer mentions', () => {
  const entries = [
    asked('/period list', 'invocation one'),
    entry({ title: 'response_url', links: ['invocation one'], mentions: ['US-0001'] }),
  ]
  expect(summary(entries)).toMatchObject([
    { kind: 'message', title: '/period list', own: ['/period list', 'response_url'] },
  ])
})

test('a message that begins several requests is seen with each; what names one is of that one', () => {
  const entries = [
    asked('/period close Jan to Feb', 'invocation one'),
    entry({ title: 'first', links: ['invocation one'], references: ['US-0001'] }),
    entry({ title: 'second', links: ['invocation one'], references: ['US-0002'] }),
    entry({ title: 'told of the second', links: ['invocation one'], mentions: ['US-0002'] }),
    entry({ title: 'lookup', links: ['invocation one'], mentions: ['US-0001', 'US-0002'] }),
  ]
  const found = summary(entries)
  expect(found.find(({ id }) => id === 'US-0001')?.own).toEqual(['/period close Jan to Feb', 'first', 'lookup'])
  expect(found.find(({ id }) => id === 'US-0002')?.own).toEqual([
    '/period close Jan to Feb',
    'second',
    'told of the second',
    'lookup',
  ])
})

test('of a schedule, what is for one request is of that request; the others stay under everything else', () => {
  const entries = [
    entry({ title: 'wake', links: ['invocation w'] }),
    entry({ title: 'woken', links: ['invocation w'], references: ['US-0001'] }),
    entry({ title: 'told', links: ['invocation w'], references: ['US-0002'] }),
    entry({ title: 'alone', mentions: ['US-0002'] }),
    entry({ title: 'nobody’s' }),
  ]
  expect(summary(entries).map(({ id, own }) => [id, own])).toEqual([
    ['US-0002', ['told', 'alone']],
    ['US-0001', ['woken']],
    ['everything else', ['wake', 'nobody’s']],
  ])
})

test('requests stand first, the newest at the top; then messages; then the rest', () => {
  const entries = [
    entry({ title: 'rest' }),
    entry({ references: ['US-0001'] }),
    asked('help', 'gateway h'),
    entry({ references: ['US-0002'] }),
  ]
  expect(summary(entries).map(({ title }) => title)).toEqual(['US-0002', 'US-0001', 'help', 'Everything else'])
})

test('lanes and looks can be left out; trouble stays', () => {
  const entries = [
    entry({ title: 'write' }),
    entry({ title: 'look', lane: 'zuora', isRead: true }),
    entry({ title: 'failed look', lane: 'zuora', isRead: true, isTrouble: true }),
  ]
  const titles = (shown: Parameters<typeof shownEntries>[1]) => shownEntries(entries, shown).map(({ title }) => title)
  expect(titles({ hidden: [], withReads: true })).toEqual(['write', 'look', 'failed look'])
  expect(titles({ hidden: [], withReads: false })).toEqual(['write', 'failed look'])
  expect(titles({ hidden: ['zuora'], withReads: true })).toEqual(['write'])
})

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1239, '1.23 s'],
  [59_999, '59.99 s'],
  [60_000, '1 min'],
  [185_000, '3 min 5 s'],
  [7_440_000, '2 h 4 min'],
  [90_000_000, '1 d 1 h'],
])('%d ms is said as %s', (ms, said) => {
  expect(sayDuration(ms)).toBe(said)
})

test('of two requests that one command began the later stands first; what nobody asked for is not what is seen first', () => {
  const entries = [
    asked('/period close Oct 2026', 'invocation one'),
    entry({ title: 'exception', links: ['invocation one'], references: ['US-0009'] }),
    entry({ title: 'close', links: ['invocation one'], references: ['US-0010'] }),
    entry({ title: 'baseline', references: ['US-0011'] }),
  ]
  const groups = groupEntries(entries)
  expect(groups.map(({ id }) => id)).toEqual(['US-0011', 'US-0010', 'US-0009'])
  expect(shownFirst(groups)?.id).toBe('US-0010')
  const looked = groupEntries([entry({ references: ['US-0001'] }), asked('/period list', 'invocation one')])
  expect(shownFirst(looked)?.title).toBe('/period list')
  expect(shownFirst(groupEntries([entry({ references: ['US-0001'] })]))?.id).toBe('US-0001')
})

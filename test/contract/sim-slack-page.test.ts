import { expect, test } from 'vitest'
import { offerFor } from '../../sim/slack/page/composer/offered-commands.ts'
import { namesFor, namesIn } from '../../sim/slack/page/composer/offered-names.ts'
import { entriesOf, firstNew } from '../../sim/slack/page/state/entries.ts'
import { mergeScreen, nothingHad } from '../../sim/slack/page/state/merge-screen.ts'
import { readPlace } from '../../sim/slack/page/state/place.ts'
import { earlierFrom, shownAtOnce, shownFrom } from '../../sim/slack/page/state/shown-from.ts'
import { parseInline, parseMrkdwn } from '../../sim/slack/page/text/parse-mrkdwn.ts'
import { formatSlackDate } from '../../sim/slack/page/text/slack-date.ts'
import { openWorkplace } from './sim-slack-workplace.ts'

const text = (words: string) => ({ kind: 'text', text: words })

test('the page is served, bundled, and asks nothing of any other machine', async () => {
  const { slack } = await openWorkplace()
  const page = await fetch(`${slack.url}/`)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(await page.text()).toContain('src="/page.js"')
  const script = await (await fetch(`${slack.url}/page.js`)).text()
  expect(script.length).toBeGreaterThan(10_000)
  const style = await (await fetch(`${slack.url}/page.css`)).text()
  expect(style).toContain('prefers-color-scheme: dark')
  expect(style).not.toMatch(/url\(|@import/)
  const elsewhere = await fetch(`${slack.url}/package.json`)
  expect(elsewhere.status).toBe(404)
})

test('bold, italic, strike and code are what Slack takes them for', () => {
  expect(parseInline('*Oct 2026* is _closed_, ~open~ `US-0001`')).toEqual([
    { kind: 'bold', children: [text('Oct 2026')] },
    text(' is '),
    { kind: 'italic', children: [text('closed')] },
    text(', '),
    { kind: 'strike', children: [text('open')] },
    text(' '),
    { kind: 'code', text: 'US-0001' },
  ])
  expect(parseInline('snake_case_name, 2 * 3 * 4')).toEqual([text('snake_case_name, 2 * 3 * 4')])
})

test('references, links, dates and emoji', () => {
  expect(parseInline('<@U0BOB> <!subteam^S0FINANCE|@finance> <#C0CLOSE|close> <!channel>')).toMatchObject([
    { kind: 'user', id: 'U0BOB' },
    text(' '),
    { kind: 'group', id: 'S0FINANCE', label: '@finance' },
    text(' '),
    { kind: 'channel', id: 'C0CLOSE' },
    text(' '),
    { kind: 'broadcast', range: 'channel' },
  ])
  expect(parseInline('<https://example.com/a?b&amp;c|Zuora> https://example.com. :bell:')).toEqual([
    { kind: 'link', url: 'https://example.com/a?b&c', label: 'Zuora' },
    text(' '),
    { kind: 'link', url: 'https://example.com', label: 'https://example.com' },
    text('. '),
    { kind: 'emoji', name: 'bell' },
  ])
  expect(parseInline('<!date^1793620800^{date_short} at {time}|fallback>')).toEqual([
    { kind: 'date', timestamp: 1793620800, format: '{date_short} at {time}', url: null, fallback: 'fallback' },
  ])
})

test('what is escaped is text: a period named <!channel> calls nobody', () => {
  expect(parseInline('&lt;!channel&gt; &amp; *&lt;b&gt;*')).toEqual([
    text('<!channel> & '),
    { kind: 'bold', children: [text('<b>')] },
  ])
})

const bullets = (level: number, ...items: string[]) => ({
  kind: 'list',
  ordered: false,
  level,
  start: 1,
  items: items.map((item) => [text(item)]),
})

test('quotes, lists and preformatted text are parts of their own', () => {
  expect(parseMrkdwn('Found:\n• one\n• two\n> a note\n```a\n b```')).toEqual([
    { kind: 'lines', lines: [[text('Found:')]] },
    bullets(0, 'one', 'two'),
    { kind: 'quote', lines: [[text('a note')]] },
    { kind: 'preformatted', text: 'a\n b' },
  ])
})

test('a list within a list is indented, numbers go on where they were, and three marks quote all that follows', () => {
  expect(parseMrkdwn('• one\n    ◦ inner\n• two\n3. three\n4. four\n&gt;&gt;&gt; all\n• of this')).toEqual([
    bullets(0, 'one'),
    bullets(1, 'inner'),
    bullets(0, 'two'),
    { kind: 'list', ordered: true, level: 0, start: 3, items: [[text('three')], [text('four')]] },
    { kind: 'quote', lines: [[text('all')], [text('• of this')]] },
  ])
})

test.each([
  ['America/New_York', '{date_short_pretty} at {time}', 'today at 11:30 PM'],
  ['Europe/London', '{date_short_pretty} at {time}', 'tomorrow at 4:30 AM'],
  ['America/New_York', '{date_long}', 'Friday, October 2nd, 2026'],
  ['Europe/London', '{date_num} {time_secs}', '2026-10-03 4:30:00 AM'],
])('a date reads in %s as %s: %s', (timeZone, format, expected) => {
  const timestamp = Date.parse('2026-10-03T03:30:00Z') / 1000
  const now = new Date(timeZone === 'Europe/London' ? '2026-10-02T12:00:00Z' : '2026-10-02T14:00:00Z')
  expect(formatSlackDate(timestamp, format, { timeZone, now })).toBe(expected)
})

test('a permalink opens its channel, message and thread', () => {
  expect(readPlace('/archives/C0CLOSE/p1793620800000100', '?thread_ts=1793620800.000001&cid=C0CLOSE')).toEqual({
    channel: 'C0CLOSE',
    message: '1793620800.000100',
    thread: '1793620800.000001',
  })
  expect(readPlace('/', '')).toEqual({ channel: null, message: null, thread: null })
})

const messages = (count: number) =>
  Array.from({ length: count }, (_, index) => `1795000${String(index).padStart(3, '0')}.000100`)
const reading = { from: null, highlighted: null, isAtEnd: true }

test('of a long channel the newest are drawn; what somebody reads stays, and earlier ones come on request', () => {
  const all = messages(300)
  const start = 300 - shownAtOnce
  expect(shownFrom({ ...reading, all: all.slice(0, 10) })).toBe(0)
  expect(shownFrom({ ...reading, all })).toBe(start)
  const from = all[start] ?? ''
  const grown = messages(400)
  expect(shownFrom({ all: grown, from, highlighted: null, isAtEnd: false })).toBe(start)
  expect(shownFrom({ all: grown, from, highlighted: null, isAtEnd: true })).toBe(400 - shownAtOnce)
  expect(shownFrom({ all, from: earlierFrom(all, start), highlighted: null, isAtEnd: false })).toBe(start - shownAtOnce)
  expect(earlierFrom(all, 5)).toBe(all[0])
})

test('a message that a permalink points at is drawn with what stood around it; a first one that was deleted is no hole', () => {
  const all = messages(300)
  const start = shownFrom({ ...reading, all, highlighted: all[100] ?? null })
  expect(start).toBeLessThan(100)
  expect(start).toBeGreaterThan(50)
  const without = all.filter((ts) => ts !== all[200])
  expect(without[shownFrom({ all: without, from: all[200] ?? '', highlighted: null, isAtEnd: false })]).toBe(all[201])
})

test('commands are offered while the first word begins one; Enter completes only what is half typed', () => {
  const commands = ['/period', '/periods'].map((command) => ({ command, description: '', usageHint: 'list' }))
  expect(offerFor(commands, '').commands).toEqual([])
  expect(offerFor(commands, 'hello').commands).toEqual([])
  expect(offerFor(commands, '/per')).toEqual({ commands, unfinished: '/period' })
  expect(offerFor(commands, '/per', 1).unfinished).toBe('/periods')
  expect(offerFor(commands, '/period').unfinished).toBeNull()
  expect(offerFor(commands, '/period close Oct 2026')).toEqual({ commands, unfinished: null })
  expect(offerFor(commands, '/perdio x')).toEqual({ commands: [], unfinished: null })
})

test('a reply in a thread leaves its channel as read as it was; one that is also sent to the channel does not', async () => {
  const { client, post, get } = await openWorkplace()
  const channel = 'C0CLOSE'
  const unread = async () => {
    const { channels } = await get('screen?user=U0ALICE')
    return channels.find(({ id }: { id: string }) => id === channel).unread
  }
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'Close of Oct 2026' })
  expect(await unread()).toBe(1)
  await post('read', { user: 'U0ALICE', channel, ts })
  await client.chat.postMessage({ channel, thread_ts: ts, text: 'the trial balance runs' })
  expect(await unread()).toBe(0)
  await client.chat.postMessage({ channel, thread_ts: ts, text: 'closed', reply_broadcast: true })
  expect(await unread()).toBe(1)
})

test('a page that has read the screen is sent what changed since, and has the whole of it again', async () => {
  const { client, post, get } = await openWorkplace()
  const channel = 'C0CLOSE'
  const [kept = '', card = '', gone = ''] = await Promise.all(
    ['kept', 'card', 'gone'].map(async (text) => (await client.chat.postMessage({ channel, text })).ts ?? ''),
  )
  const first = await get('screen/changes?user=U0ALICE')
  const before = mergeScreen(nothingHad, first)
  expect(before.screen.messages).toEqual((await get('screen?user=U0ALICE')).messages)

  await client.chat.update({ channel, ts: card, text: '1 of 2 approvals' })
  await client.chat.delete({ channel, ts: gone })
  await client.chat.postMessage({ channel, thread_ts: kept, text: 'the trial balance runs' })
  const asked = new URLSearchParams({ user: 'U0BOB', since: first.revision, channel })
  const change = await get(`screen/changes?${asked}`)
  expect(change.changed).toMatchObject([
    { channel, isWhole: false, messages: [{ text: '1 of 2 approvals' }, { thread_ts: kept }], gone: [gone] },
    { channel: 'C0GENERAL', isWhole: true, messages: [] },
    { channel: 'D0BOB', isWhole: true, messages: [] },
  ])
  const after = mergeScreen(before.had, change)
  expect(after.screen.messages).toEqual((await get('screen?user=U0BOB')).messages)
  expect(after.screen.messages[0]).toBe(before.screen.messages[0])

  await post('command', { user: 'U0ALICE', channel: 'C0GENERAL', text: 'hello' })
  const later = await get(
    `screen/changes?${new URLSearchParams({ user: 'U0BOB', since: after.had.revision, channel })}`,
  )
  expect(later.changed[0]).toMatchObject({ messages: [], gone: [] })
  expect(mergeScreen(after.had, later).screen.messages.map(({ text }) => text)).toContain('hello')
})

test('a revision of another run of the stand-in is worth nothing: everything is sent', async () => {
  const [one, other] = [await openWorkplace(), await openWorkplace()]
  await other.client.chat.postMessage({ channel: 'C0CLOSE', text: 'from before' })
  const { revision } = await one.get('screen/changes?user=U0ALICE')
  const { changed } = await other.get(`screen/changes?user=U0ALICE&channel=C0CLOSE&since=${revision}`)
  expect(changed[0]).toMatchObject({ isWhole: true, messages: [{ text: 'from before' }] })
})

test('after @ people, groups and the app are offered by handle or name, after # channels, where the caret is', async () => {
  const { get } = await openWorkplace()
  const { workspace, channels } = await get('screen?user=U0ALICE')
  const all = namesIn(workspace, channels)
  const offered = (text: string, caret = text.length) => {
    const { names, from, isWhole } = namesFor(all, { text, caret })
    return [names.map(({ insert }) => insert).join(' '), from, isWhole]
  }
  expect(offered('/period delegate @fr')).toEqual(['@frank', 17, false])
  expect(offered('@C')).toEqual(['@carol @controllers @closing_bell', 0, false])
  expect(offered('see #mon')).toEqual(['#month-end-close', 4, false])
  expect(offered('@bob is away', 2)).toEqual(['@bob', 0, false])
  expect(offered('(@bob')).toEqual(['@bob', 1, true])
  for (const none of ['alice@example', '@bob ', 'bob', '@nobody']) expect(offered(none)[0]).toBe('')
})

test('“New” stands above the first message that a person has not read; not where they never were, nor above their own', async () => {
  const { client, post, get } = await openWorkplace()
  const channel = 'C0CLOSE'
  const newFor = async (person: string) => {
    const screen = await get(`screen?user=${person}`)
    const { readUpTo } = screen.channels[0]
    return firstNew(entriesOf(screen, channel), { person, readUpTo })
  }
  const { ts } = await client.chat.postMessage({ channel, text: 'one' })
  expect(await newFor('U0BOB')).toBeNull()
  await post('read', { user: 'U0BOB', channel, ts })
  await client.chat.postEphemeral({ channel, user: 'U0BOB', text: 'to you alone' })
  await post('command', { user: 'U0BOB', channel, text: 'mine' })
  expect(await newFor('U0BOB')).toBeNull()
  const second = await client.chat.postMessage({ channel, text: 'two' })
  await client.chat.postMessage({ channel, text: 'three' })
  expect(await newFor('U0BOB')).toBe(second.ts)
})

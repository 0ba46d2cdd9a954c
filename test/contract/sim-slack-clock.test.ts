import { expect, test } from 'vitest'
import { jumpChoices } from '../../sim/slack/page/clock/choices.ts'
import { namedMoments } from '../../sim/slack/page/clock/named-moments.ts'
import { aheadText, timeText } from '../../sim/slack/page/clock/time-text.ts'
import { momentAt, wallTimeAt } from '../../sim/slack/page/clock/wall-time.ts'
import { whatFollowed } from '../../sim/slack/page/clock/what-followed.ts'
import { dayOf } from '../../sim/slack/page/state/moments.ts'
import type { Clock } from '../../sim/slack/server.ts'
import type { Message } from '../../sim/slack/shapes.ts'
import { openWorkplace } from './sim-slack-workplace.ts'

const channel = 'C0CLOSE'
const dayMs = 86_400_000

/** A clock as a test moves it; `follow`: what is due after a jump. */
function movable(follow: () => Promise<unknown> = async () => {}): Clock {
  let ahead = 0
  return {
    msAhead: () => ahead,
    jumpTo: async (moment) => {
      if (moment.getTime() < Date.now() + ahead) return { kind: 'refused', because: 'time only goes forward' }
      ahead = moment.getTime() - Date.now()
      await follow()
      return { kind: 'jumped' }
    },
  }
}

const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString()

test('where nobody may move it time is real: the page has no clock, and a jump is refused with the reason', async () => {
  const { post, get } = await openWorkplace()
  expect((await get('screen?user=U0ALICE')).workspace.clock).toBeNull()
  const answer = await post('clock', { to: inDays(1) })
  expect(answer).toMatchObject({
    status: 409,
    body: { kind: 'refused', because: expect.stringContaining('Time is real') },
  })
})

test('a jump says what was posted and changed; messages carry the moved time and stay in order', async () => {
  const later = Promise.withResolvers<() => Promise<unknown>>()
  const clock = movable(async () => (await later.promise)())
  const { client, post, get } = await openWorkplace({ clock })
  const card = await client.chat.postMessage({ channel, text: 'waits' })
  later.resolve(async () => {
    await client.chat.update({ channel, ts: card.ts ?? '', text: 'expired' })
    await client.chat.postMessage({ channel, text: 'It expired.' })
    await client.chat.postMessage({ channel: 'D0BOB', text: 'It expired.' })
  })
  const jumped = await post('clock', { to: inDays(3) })
  expect(jumped).toMatchObject({
    status: 200,
    body: {
      kind: 'jumped',
      news: [
        { channel, posted: 1, changed: 1 },
        { channel: 'D0BOB', posted: 1, changed: 0 },
      ],
    },
  })
  expect((Date.parse(jumped.body.now) - Date.now()) / dayMs).toBeCloseTo(3, 3)
  expect((await get('screen?user=U0ALICE')).workspace.clock.msAhead / dayMs).toBeCloseTo(3, 3)
  const [first, second] = (await get(`messages?channel=${channel}`)).messages
  expect(Number(second.ts) - Number(first.ts)).toBeGreaterThan(3 * 86_399)

  expect(await post('clock', { to: inDays(1) })).toMatchObject({
    status: 409,
    body: { because: 'time only goes forward' },
  })
  for (const to of [undefined, 'tomorrow', 5]) expect((await post('clock', { to })).status).toBe(400)
})

test('what Slack lends for seconds or minutes is not ended by a jump: a trigger, a response_url', async () => {
  const triggers: string[] = []
  const { client, post, get } = await openWorkplace({
    clock: movable(),
    bot: (app) =>
      app.command('/period', async ({ ack, command }) => {
        triggers.push(command.trigger_id)
        await ack()
      }),
  })
  const { response_url } = (await post('command', { user: 'U0ALICE', channel, text: '/period list' })).body
  await post('clock', { to: inDays(2) })
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ text: 'the answer' })
  expect((await fetch(response_url, { method: 'POST', headers, body })).status).toBe(200)
  const title = { type: 'plain_text', text: 'A form' } as const
  const opened = await client.views.open({ trigger_id: triggers[0] ?? '', view: { type: 'modal', title, blocks: [] } })
  expect(opened.ok).toBe(true)
  // Signed with real time: Bolt, whose clock is real, takes it.
  await post('command', { user: 'U0ALICE', channel, text: '/period list' })
  expect(triggers).toHaveLength(2)
  expect((await get('ephemerals?user=U0ALICE')).ephemerals).toMatchObject([{ text: 'the answer' }])
})

const newYork = 'America/New_York'
const reader = (now: string, timeZone = newYork) => ({ timeZone, now: new Date(now) })
const shown = (now: string, timeZone = newYork, named: Parameters<typeof jumpChoices>[1] = []) =>
  jumpChoices(reader(now, timeZone), named).map(({ label, at }) => `${label}: ${wallTimeAt(timeZone, at)}`)

test.each([
  [
    'a Wednesday',
    '2026-11-18T15:00:00Z',
    [
      'Tomorrow 09:00: 2026-11-19T09:00',
      'Last day of the month 23:00: 2026-11-30T23:00',
      'First of the next month 09:00: 2026-12-01T09:00',
    ],
  ],
  [
    'a Friday: on Saturday nobody is reminded',
    '2026-11-20T15:00:00Z',
    [
      'Tomorrow 09:00: 2026-11-21T09:00',
      'Monday 09:00: 2026-11-23T09:00',
      'Last day of the month 23:00: 2026-11-30T23:00',
      'First of the next month 09:00: 2026-12-01T09:00',
    ],
  ],
  [
    'the last day, after 23:00: tomorrow is the first, and the next month end is meant',
    '2026-12-01T04:30:00Z',
    ['Tomorrow 09:00: 2026-12-01T09:00', 'Last day of the month 23:00: 2026-12-31T23:00'],
  ],
])('%s', (_day, now, expected) => {
  expect(shown(now)).toEqual(expected)
})

test('tomorrow is the person’s, wherever they are', () => {
  expect(shown('2026-11-18T22:30:00Z', 'Asia/Tokyo')[0]).toBe('Tomorrow 09:00: 2026-11-20T09:00')
  expect(shown('2026-11-18T22:30:00Z', 'Europe/London')[0]).toBe('Tomorrow 09:00: 2026-11-19T09:00')
})

test('a moment of the wall clock, on the days when clocks change too', () => {
  expect(momentAt(newYork, '2026-11-01T09:00').toISOString()).toBe('2026-11-01T14:00:00.000Z')
  expect(momentAt(newYork, '2026-03-08T03:30').toISOString()).toBe('2026-03-08T07:30:00.000Z')
  expect(momentAt('Asia/Kolkata', '2026-11-18T09:00').toISOString()).toBe('2026-11-18T03:30:00.000Z')
  // It is skipped: an hour later is the next that there is.
  expect(wallTimeAt(newYork, momentAt(newYork, '2026-03-08T02:30'))).toMatch(/^2026-03-08T0[13]:30$/)
})

const at = Date.parse('2026-11-24T20:43:39Z') / 1000
const actions = {
  type: 'actions',
  block_id: 'a',
  elements: [{ type: 'button', action_id: 'b', text: { type: 'plain_text', text: 'Approve' } }],
}
const message = (text: string, more: object[] = [actions]): Message =>
  Object.assign(
    { type: 'message' as const, channel, ts: '1.000001', user: 'U0BELL', team: 'T0LOCAL', text: '' },
    {
      blocks: JSON.parse(JSON.stringify([{ type: 'section', block_id: 's', text: { type: 'mrkdwn', text } }, ...more])),
    },
  )

test('what a card that waits names is offered: a minute later, once, by its words', () => {
  const now = new Date('2026-11-21T20:43:40Z')
  const date = (seconds: number) => `<!date^${seconds}^{time}|then>`
  const cards = [
    message(`Waiting for approval: 0 of 2, until ${date(at)}.`),
    message(`*0 of 2.* Expires ${date(at)}; asked ${date(at - 9 * 86_400)}`),
    message(`planned: nothing is asked of Zuora before ${date(at + 3600)}`),
    message(`It expired; it said ${date(at + 60)}`, []),
  ]
  const named = namedMoments(cards, now)
  expect(named.map(({ words }) => words)).toEqual(['Expires', 'nothing is asked of Zuora before'])
  expect(shown(now.toISOString(), newYork, named).slice(2, 4)).toEqual([
    'Just after the expiry: 2026-11-24T15:44',
    'Just after “nothing is asked of Zuora before”: 2026-11-24T16:44',
  ])
})

test('what followed is told by channel; what others alone were told, only how much', () => {
  const channels = [
    {
      id: channel,
      kind: 'channel' as const,
      name: 'month-end-close',
      topic: '',
      unread: 0,
      readUpTo: '',
      notShown: 0,
      botIsMember: true,
    },
    {
      id: 'D0ALICE',
      kind: 'im' as const,
      name: 'Closing Bell',
      topic: '',
      unread: 0,
      readUpTo: '',
      notShown: 0,
      botIsMember: true,
    },
  ]
  const news = [
    { channel, posted: 1, changed: 2 },
    { channel: 'D0ALICE', posted: 2, changed: 0 },
    { channel: 'D0BOB', posted: 1, changed: 0 },
    { channel: 'D0DAN', posted: 1, changed: 1 },
  ]
  expect(whatFollowed(news, channels).map(({ text }) => text)).toEqual([
    '#month-end-close: 1 new message, 2 messages changed',
    'Closing Bell, to you: 2 new messages',
    'Direct messages to others: 2 new messages, 1 message changed',
  ])
  expect(whatFollowed([], channels)).toEqual([{ channel: null, text: 'Nothing was due: no message came.' }])
})

test('“today” is the moved day, and the foot says how far ahead it is', () => {
  const ts = String(Date.parse('2026-11-24T14:00:00Z') / 1000)
  expect(dayOf(ts, reader('2026-11-24T20:00:00Z'))).toBe('Today')
  expect(dayOf(ts, reader('2026-11-21T20:00:00Z'))).toBe('Tuesday, November 24th, 2026')
  expect(timeText(newYork, new Date('2026-11-24T20:00:00Z'))).toBe('Tue, Nov 24, 2026, 3:00 PM')
  expect([0, 60_000, 3 * 3_600_000, 40 * dayMs].map(aheadText)).toEqual([
    null,
    '1 minute ahead',
    '3 hours ahead',
    '40 days ahead',
  ])
})

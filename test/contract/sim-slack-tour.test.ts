import { expect, test } from 'vitest'
import { newestTs, stepOf, type Tour, takenUp } from '../../sim/slack/page/tour/tour-step.ts'
import type { Ephemeral, Message, Screen } from '../../sim/slack/shapes.ts'

const channel = 'C0CLOSE'
const closeOf = 'Oct 2026 (Example US, US-0003)'

const button = (label: string) => ({
  type: 'button' as const,
  action_id: label,
  text: { type: 'plain_text' as const, text: label },
})

/** What the bot said, with the buttons of the message. */
const said = (ts: string, text: string, labels: string[] = []): Message => ({
  type: 'message',
  channel,
  ts,
  user: 'U0BELL',
  bot_id: 'B0BELL',
  team: 'T0LOCAL',
  text,
  blocks: labels.length === 0 ? [] : [{ type: 'actions', block_id: 'b', elements: labels.map(button) }],
})

const screen = (messages: Message[], ephemerals: Ephemeral[] = []): Pick<Screen, 'messages' | 'ephemerals'> => ({
  messages,
  ephemerals,
})
const privately = (ts: string, text: string): Ephemeral => ({ channel, ts, user: 'U0ALICE', from: 'bot', text })

const earlier = said('1.0', 'Close of Sep 2026 (Example US, US-0002): Zuora closed Sep 2026.')
const going: Tour = { state: 'going', since: '1.0' }
const running = said('3.0', `Close of ${closeOf}: its trial balance is running.`, ['Cancel request'])
const card = (approved: string, labels = ['Approve', 'Reject…']) =>
  said(
    '4.0',
    `<@U0BOB>, <@U0CAROL> and <!subteam^S0CONTROLLERS>: <@U0ALICE> asks for the close of ${closeOf}. ${approved}`,
    labels,
  )
const ended = said('3.0', `Close of ${closeOf}: Zuora closed Oct 2026.`)
const outcome = said('5.0', `${closeOf}: Zuora closed Oct 2026. Next: the journal run.`)

test('what this is stands first, until the person begins; what was closed before does not count', () => {
  expect(stepOf(screen([earlier]), { state: 'offered', since: '1.0' })).toEqual({ number: 1 })
  expect(stepOf(screen([earlier]), going)).toEqual({ number: 2, isAnswered: false })
})

test('a private answer without a request is a hindrance, one that names the request is none', () => {
  const refused = privately('2.0', 'Every period that has ended is closed.')
  expect(stepOf(screen([earlier], [refused]), going)).toEqual({ number: 2, isAnswered: true })
  const begun = privately('2.0', 'US-0003: the close of Oct 2026 (Example US) is under way.')
  expect(stepOf(screen([earlier], [begun]), going)).toEqual({ number: 2, isAnswered: false })
})

test('asked for without a click in the tour: it goes on with the trial balance all the same', () => {
  const step = stepOf(screen([earlier, running]), { state: 'offered', since: '1.0' })
  expect(step).toMatchObject({
    number: 3,
    close: { kind: 'running', period: 'Oct 2026', reference: 'US-0003', channel },
  })
})

test('what has to be cleared first is said', () => {
  const blocked = said('3.0', `Close of ${closeOf}: 3 draft invoices.`, ['Check again', 'Cancel request'])
  expect(stepOf(screen([earlier, blocked]), going)).toMatchObject({ number: 3, close: { kind: 'blocked' } })
})

test('the card: the first who is named and has not approved is next, and nobody twice', () => {
  const decidedBy = (approved: string) => stepOf(screen([earlier, running, card(approved)]), going)
  expect(decidedBy('*0 of 2 approvals.*')).toMatchObject({
    number: 4,
    close: { kind: 'deciding', given: 0, needed: 2, next: 'U0BOB' },
  })
  expect(decidedBy('*1 of 2 approvals.* Approved: <@U0BOB> today.')).toMatchObject({
    close: { given: 1, next: 'U0CAROL' },
  })
  expect(decidedBy('*1 of 2 approvals.* Approved: <@U0CAROL> today.')).toMatchObject({ close: { next: 'U0BOB' } })
})

test('a direct message to who is to decide is not the card', () => {
  const direct = { ...said('4.5', `<@U0ALICE> asks for the close of ${closeOf}.`), channel: 'D0BOB' }
  expect(stepOf(screen([earlier, running, card('*0 of 2 approvals.*'), direct]), going)).toMatchObject({
    number: 4,
    close: { channel, needed: 2 },
  })
})

test('decided, yet not closed: the outcome is waited for', () => {
  const decided = card('*2 of 2 approvals.*', [])
  const step = { number: 4, close: { given: 2, needed: 2 } }
  expect(stepOf(screen([earlier, running, decided]), going)).toMatchObject(step)
  const closing = said('3.0', `Close of ${closeOf}: it is being closed.`)
  expect(stepOf(screen([earlier, closing, decided]), going)).toMatchObject(step)
})

test('the outcome is told: closed, or ended otherwise', () => {
  const decided = card('It has ended.', [])
  expect(stepOf(screen([earlier, ended, decided, outcome]), going)).toMatchObject({
    number: 5,
    close: { kind: 'ended', isClosed: true },
  })
  const failed = said('3.0', `Close of ${closeOf}: the trial balance ended in Error.`)
  const told = said('4.0', `${closeOf}: the trial balance ended in Error. Oct 2026 is now Pending Close.`)
  expect(stepOf(screen([earlier, failed, told]), going)).toMatchObject({ number: 5, close: { isClosed: false } })
})

test('taken up again: where it was left, or from the start once it was at its end', () => {
  const skipped: Tour = { state: 'skipped', since: '1.0' }
  expect(takenUp(screen([earlier, running]), skipped)).toEqual(going)
  const over = screen([earlier, ended, outcome])
  const again: Tour = { state: 'offered', since: '5.0' }
  expect(takenUp(over, skipped)).toEqual(again)
  expect(takenUp(over, { state: 'done', since: '1.0' })).toEqual(again)
  expect(stepOf(over, again)).toEqual({ number: 1 })
})

test('a tour that began before the data was thrown away is about the data there is now', () => {
  expect(stepOf(screen([running]), { state: 'going', since: '9.0' })).toMatchObject({ number: 3 })
  expect(newestTs(screen([running, earlier]))).toBe('3.0')
  expect(newestTs(screen([]))).toBe('')
})

import { expect, test } from 'vitest'
import type { Notice } from '../../../../src/domain/announcements/notice.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { noticeMessage } from '../../../../src/slack/messages/announcements/notice.ts'
import { actionReply } from '../../../../src/slack/messages/replies.ts'
import { outcomeButtons } from '../../../../src/slack/messages/request/outcome/outcome-buttons.ts'
import { statusMessage } from '../../../../src/slack/messages/request/status.ts'
import { underWayText } from '../../../../src/slack/messages/text/under-way-text.ts'
import type { NotPlanned } from '../../../../src/usecases/planned-for.ts'
import { sampleEntity } from '../../../support/sample-entity.ts'
import { sampleNotice } from '../../../support/sample-notice.ts'
import { sampleRequest } from '../../../support/sample-request.ts'
import { buttonLabels, checkMessage, label, outside, outsideEscaped, wordsIn } from './check-message.ts'

const notBefore = '2026-11-05T23:00:00.000Z'
const then = '<!date^1793919600^{date_short_pretty} at {time}|2026-11-05 23:00 UTC>'

const planned = (changes: Partial<Request> = {}) =>
  sampleRequest({ status: 'planned', round: 0, notBefore, expiresAt: null, ...changes })

test('the status says from when on Zuora is asked, and who can cancel it', () => {
  const status = statusMessage(planned(), null, label)
  expect(status.text).toBe(
    `Close of Oct 2026 (Example US, US-0147): planned: nothing is asked of Zuora before ${then}. <@U0ALICE> can press “Cancel request” until then.`,
  )
  expect(buttonLabels(status)).toEqual(['Cancel request'])
  const first = statusMessage(planned({ status: 'working', lockTaken: false }), null, label)
  expect(first.text).toBe(status.text)
  expect(statusMessage(planned({ status: 'working' }), null, label).text).toContain('under way')
})

test('so do the answer to who asked, to who asks as well, and what is shown of the period', () => {
  const started = { kind: 'started', request: planned(), entity: sampleEntity(), chosen: 'named' } as const
  expect(actionReply(started, label).text).toContain(`is planned: nothing is asked of Zuora before ${then}.`)
  const inFlight = { kind: 'in-flight', request: planned(), link: null } as const
  expect(actionReply(inFlight, label).text).toContain(`is planned: nothing is asked of Zuora before ${then}.`)
  expect(underWayText({ request: planned(), link: null })).toContain(`is planned: nothing is asked of Zuora before`)
})

const refused: Omit<NotPlanned, 'because'> = {
  kind: 'not-planned',
  words: '18:00',
  action: 'close',
  timeZone: 'America/New_York',
  now: notBefore,
}

test.each<[Partial<NotPlanned>, string]>([
  [{ because: 'passed' }, 'in New York it is Thu 5 Nov 2026 18:00. Say `not-before tomorrow 18:00` or a date'],
  [{ because: 'passed', words: 'thu 9am' }, 'Say `not-before tomorrow 18:00`'],
  [{ because: 'not-understood', words: outside }, '`not-before 2026-11-06 18:00`'],
  [{ because: 'no-such-time', words: '25:00' }, 'no clock in New York shows that'],
  [{ because: 'too-far' }, 'Say a time until Sun 6 Dec 2026'],
  [{ because: 'not-this-action', action: 'delete' }, 'only a close or a pending close can be planned'],
  [{ because: 'not-this-action', action: 'close-range' }, 'a range cannot be planned'],
])('what cannot be planned is answered with the way out: %j', (changes, words) => {
  const reply = actionReply({ ...refused, because: 'passed', ...changes }, label)
  checkMessage(reply)
  expect(reply.text).toMatch(/^Nothing was done: /)
  expect(reply.text).toContain(words)
})

test('what is planned too early is told with both days', () => {
  const obstacles = [{ kind: 'planned-too-early', endDate: '2026-10-31', day: '2026-10-30' }] as const
  const entity = sampleEntity()
  const answer = { kind: 'obstacles', action: 'close', period: { name: 'Oct 2026' }, entity, obstacles } as const
  expect(actionReply({ ...answer, today: '2026-10-30' }, label).text).toContain(
    'Oct 2026 ends Sat 31 Oct; on Fri 30 Oct it has not ended. Plan it for a later day.',
  )
})

function endedAt(at: string) {
  const cancelled = { kind: 'cancelled', by: 'U0ALICE' } as const
  const outcome = { at, kind: 'outcome', by: null, details: {} } as const
  return outcomeButtons(planned({ status: 'finished', outcome: cancelled, log: [outcome] }), label, null)
}

test('cancelled before its time, the same plan can be asked for again; later, a close that begins at once', () => {
  const period = '402892c74c9193cd014c96bbe7c101f8'
  expect(endedAt('2026-11-05T10:00:00.000Z')).toMatchObject([
    { value: `close ${period} in us not-before ${notBefore}` },
  ])
  expect(endedAt('2026-11-06T10:00:00.000Z')).toMatchObject([{ value: `close ${period} in us` }])
})

const notices: readonly Notice[] = [sampleNotice('close-planned'), sampleNotice('locked'), sampleNotice('reopened')]

test.each(notices)('the notice %# can be understood from its text alone', (notice) => {
  const message = noticeMessage(notice, label, 'C0CLOSE')
  checkMessage(message)
  expect(message.text).toMatch(/^Oct 2026 \(Example US\) is /)
  expect(message.text).toContain('1 Oct 2026 to 31 Oct 2026')
  expect(message.text).toMatch(/Questions: <#C0CLOSE>\.$/)
  expect(wordsIn(message)).toBe(message.text)
})

test.each(['close-planned', 'plan-cancelled', 'locked', 'reopened'] as const)('names of %s are escaped', (kind) => {
  const message = noticeMessage(sampleNotice(kind, { name: outside }), label, 'C0CLOSE')
  checkMessage(message)
  expect(message.text).toContain(outsideEscaped)
})

test('an hour before, and of a pending close, the words are others', () => {
  const { about, ...notice } = sampleNotice('close-planned')
  if (about.kind !== 'close-planned') throw new Error('not planned')
  const request = { ...about.request, action: 'pending-close' } as const
  const text = noticeMessage({ ...notice, about: { ...about, hoursBefore: 1, request } }, label, 'C0CLOSE').text
  expect(text).toContain(`is about to be set to pending close, not before ${then}: <@U0ALICE> asked for it (US-0147).`)
})

test('a plan that was cancelled: which, by whom, and that nothing comes of it', () => {
  const { about, ...notice } = sampleNotice('plan-cancelled')
  if (about.kind !== 'plan-cancelled') throw new Error('not cancelled')
  const said = (by: string | null) => {
    const message = noticeMessage({ ...notice, about: { ...about, by } }, label, 'C0CLOSE')
    checkMessage(message)
    return message.text
  }
  expect(said('U0ALICE')).toBe(
    `Oct 2026 (Example US) is not going to be closed as planned for ${then}: <@U0ALICE> cancelled US-0147 before Zuora was asked for anything. It stays as it is until somebody asks again. Questions: <#C0CLOSE>.`,
  )
  expect(said(null)).toContain(': US-0147 ended before Zuora was asked for anything.')
})

test('closed is told as what it means: nobody can post to it', () => {
  const { about, ...notice } = sampleNotice('locked')
  if (about.kind !== 'locked') throw new Error('not locked')
  const closed = { ...about, period: { ...about.period, status: 'Closed' as const } }
  expect(noticeMessage({ ...notice, about: closed }, label, 'C0CLOSE').text).toContain('Nobody can post to it any more')
})

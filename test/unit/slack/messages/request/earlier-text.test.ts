import { expect, test } from 'vitest'
import type { Earlier } from '../../../../../src/domain/request.ts'
import { askedAgainText, earlierText } from '../../../../../src/slack/messages/earlier-text.ts'
import { cardMessage } from '../../../../../src/slack/messages/request/card.ts'
import { statusMessage } from '../../../../../src/slack/messages/request/status.ts'
import { sampleRequest } from '../../../../support/sample-request.ts'
import { checkMessage, label, outside, outsideEscaped, wordsIn } from '../check-message.ts'

const none: Earlier = { closes: 0, reopened: null }
const textOf = (earlier: Partial<Earlier>) => earlierText(sampleRequest({ earlier: { ...none, ...earlier } }))

test.each<[Partial<Earlier>, string]>([
  [{}, ''],
  [
    { closes: 2, reopenedOutside: { exception: 10, acknowledgedBy: null } },
    '3rd close; reopened in Zuora outside this bot (US-0010, not acknowledged when this was asked for).',
  ],
  [
    { reopenedOutside: { exception: 10, acknowledgedBy: 'U0FRANK' } },
    'Reopened in Zuora outside this bot (US-0010, acknowledged by <@U0FRANK>).',
  ],
])('what others did to the period before: %o', (earlier, text) => {
  expect(textOf(earlier)).toBe(text)
})

test.each<[NonNullable<Earlier['last']>, string]>([
  [
    { number: 8, ended: 'rejected', by: 'U0DAN', reason: outside },
    `Asked again after US-0008, rejected by <@U0DAN>: “${outsideEscaped}”.`,
  ],
  [
    { number: 8, ended: 'cancelled', by: 'U0ALICE', reason: null },
    'Asked again after US-0008, cancelled by <@U0ALICE>.',
  ],
  [{ number: 8, ended: 'expired', by: null, reason: null }, 'Asked again after US-0008, which expired.'],
  [{ number: 8, ended: 'failed', by: null, reason: null }, 'Asked again after US-0008, which failed.'],
])('the last request for the same, on the card and the status: %o', (last, text) => {
  const request = sampleRequest({ status: 'awaiting', action: 'close', earlier: { ...none, last } })
  expect(askedAgainText(request)).toBe(text)
  const people = { asked: ['U0BOB'], acting: [], escalated: [] }
  for (const message of [cardMessage(request, people, label), statusMessage(request, null, label)]) {
    checkMessage(message)
    expect(wordsIn(message)).toContain(text)
  }
})

import { expect, test } from 'vitest'
import type { WhyNotStamped } from '../../../../../src/domain/evidence/notes-stamp.ts'
import { notesStampedText, whyNotStampedText } from '../../../../../src/slack/messages/text/notes-stamped-text.ts'
import { outside, outsideEscaped } from '../check-message.ts'

test('stamped', () => {
  expect(notesStampedText({ kind: 'stamped' }, outside)).toBe(
    `the head of this record stands in the notes of ${outsideEscaped} in Zuora.`,
  )
})

test.each<[WhyNotStamped, string]>([
  ['no-room', 'Zuora takes 255 characters'],
  ['in-use', 'another request has the period now: “US-0002”'],
  ['refused', 'Zuora refused: “US-0002”'],
])('not stamped: %s', (because, words) => {
  expect(notesStampedText({ kind: 'not-stamped', because, said: 'US-0002' }, 'Oct 2026')).toContain(words)
})

test('a reason that this code does not know is told as not known', () => {
  expect(whyNotStampedText('of-tomorrow')).toBe('not known why')
})

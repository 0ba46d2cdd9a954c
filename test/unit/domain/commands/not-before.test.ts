import { describe, expect, test } from 'vitest'
import { readCommand } from '../../../../src/domain/commands/command.ts'
import { lastDayToPlan, readNotBefore } from '../../../../src/domain/commands/not-before.ts'

/** Thursday 5 November 2026, noon in New York. */
const now = '2026-11-05T17:00:00.000Z'
const newYork = 'America/New_York'

describe('not-before stands behind the period', () => {
  const asked = { kind: 'request', action: 'close', reference: 'Oct 2026' }

  test.each([
    ['close Oct 2026 not-before 18:00', { note: null, entity: null, notBefore: '18:00' }],
    ['close Oct 2026 not-before tomorrow 18:00 in eu', { note: null, entity: 'eu', notBefore: 'tomorrow 18:00' }],
    ['close Oct 2026 in eu not-before Fri 18:00', { note: null, entity: 'eu', notBefore: 'Fri 18:00' }],
    ['close Oct 2026 not before 18:00 note: October done', { note: 'October done', entity: null, notBefore: '18:00' }],
    ['close Oct 2026 in eu Not-Before: 6pm note: in time', { note: 'in time', entity: 'eu', notBefore: '6pm' }],
    ['close Oct 2026 note: October done not-before 18:00', { note: 'October done', entity: null, notBefore: '18:00' }],
    ['close Oct 2026 note:not-before 18:00', { note: null, entity: null, notBefore: '18:00' }],
    ['close Oct 2026 note: done not\u2011before 18:00', { note: 'done', entity: null, notBefore: '18:00' }],
    ['close Oct 2026 note: done not before 18:00', { note: 'done', entity: null, notBefore: '18:00' }],
    ['close Oct 2026 note: done not before Fri 18:00', { note: 'done', entity: null, notBefore: 'Fri 18:00' }],
    ['close Oct 2026 \u2014not-before 18:00', { note: null, entity: null, notBefore: '18:00' }],
    ['close Oct 2026 notbefore 18:00', { note: null, entity: null, notBefore: '18:00' }],
    ['close Oct 2026 not-before', { note: null, entity: null, notBefore: '' }],
    ['close Oct 2026 not-before in eu', { note: null, entity: 'eu', notBefore: '' }],
  ])('%s', (text, expected) => {
    expect(readCommand(text)).toEqual({ ...asked, ...expected })
  })

  test('a note may say what is not to be done before something else', () => {
    const note = 'do not before the audit'
    expect(readCommand(`close Oct 2026 note: ${note}`)).toEqual({ ...asked, note, entity: null })
  })

  test('a range and another action keep it, to be answered', () => {
    expect(readCommand('close Sep..Oct 2026 not-before 18:00')).toMatchObject({ kind: 'range', notBefore: '18:00' })
    expect(readCommand('delete Dec 2026 not-before 18:00')).toMatchObject({ action: 'delete', notBefore: '18:00' })
  })
})

test('a reopen cannot be planned, and does not begin at once where somebody tries; a reason may say not-before', () => {
  const reopen = { kind: 'request', action: 'reopen' }
  expect(readCommand('reopen Oct 2026 not-before 18:00 late invoice')).toMatchObject({
    ...reopen,
    notBefore: '18:00 late invoice',
  })
  const reason = 'Oct 2026 a not-before clause was overlooked'
  expect(readCommand(`reopen ${reason}`)).toEqual({ ...reopen, reference: reason, note: null, entity: null })
})

describe('a time is by the clock of the entity', () => {
  test.each([
    ['18:00', '2026-11-05T23:00:00.000Z'],
    ['at 18:00', '2026-11-05T23:00:00.000Z'],
    ['today 6:30 pm', '2026-11-05T23:30:00.000Z'],
    ['tomorrow', '2026-11-06T05:00:00.000Z'],
    ['Tomorrow at 9am', '2026-11-06T14:00:00.000Z'],
    ['tomorrow 12am', '2026-11-06T05:00:00.000Z'],
    ['thu 12:01', '2026-11-05T17:01:00.000Z'],
    ['Fri 18:00', '2026-11-06T23:00:00.000Z'],
    ['wednesday 0:00', '2026-11-11T05:00:00.000Z'],
    ['2026-11-05 18:00', '2026-11-05T23:00:00.000Z'],
    ['2026-12-1 07:05', '2026-12-01T12:05:00.000Z'],
    ['2026-11-05T18:00:00.000Z', '2026-11-05T18:00:00.000Z'],
  ])('%s', (words, at) => {
    expect(readNotBefore(words, { timeZone: newYork, now })).toEqual({ kind: 'at', at })
  })

  test('today is the day of the entity, not of UTC', () => {
    const lateInTokyo = '2026-11-05T22:00:00.000Z'
    expect(readNotBefore('18:00', { timeZone: 'Asia/Tokyo', now: lateInTokyo })).toEqual({
      kind: 'at',
      at: '2026-11-06T09:00:00.000Z',
    })
  })

  test('an hour that daylight saving leaves out does not exist; of one that comes twice it is the second', () => {
    const inMarch = { timeZone: newYork, now: '2026-03-07T17:00:00.000Z' }
    expect(readNotBefore('tomorrow 02:30', inMarch)).toEqual({ kind: 'no-such-time' })
    expect(readNotBefore('tomorrow 03:00', inMarch)).toEqual({ kind: 'at', at: '2026-03-08T07:00:00.000Z' })
    const inAutumn = { timeZone: newYork, now: '2026-10-31T17:00:00.000Z' }
    expect(readNotBefore('tomorrow 01:30', inAutumn)).toEqual({ kind: 'at', at: '2026-11-01T06:30:00.000Z' })
    expect(readNotBefore('tomorrow 18:00', inAutumn)).toEqual({ kind: 'at', at: '2026-11-01T23:00:00.000Z' })
  })
})

test('a day alone is its beginning, also where daylight saving leaves its midnight out', () => {
  const cairo = { timeZone: 'Africa/Cairo', now: '2027-04-29T10:00:00.000Z' }
  expect(readNotBefore('tomorrow', cairo)).toEqual({ kind: 'at', at: '2027-04-29T22:00:00.000Z' })
  expect(readNotBefore('tomorrow 0:00', cairo)).toEqual({ kind: 'no-such-time' })
})

test.each([
  ['12:00', 'passed'],
  ['today', 'passed'],
  ['thu 9:00', 'passed'],
  ['2026-11-04 18:00', 'passed'],
  ['25:00', 'no-such-time'],
  ['18:60', 'no-such-time'],
  ['13pm', 'no-such-time'],
  ['2026-02-30 18:00', 'no-such-time'],
  ['2026-13-01 18:00', 'no-such-time'],
  ['2026-12-06 12:00', 'at'],
  ['2026-12-06 12:01', 'too-far'],
  ['2027-11-05', 'too-far'],
  ['9999-12-31 23:59', 'too-far'],
  ['2026-11-31T10:00Z', 'no-such-time'],
  ['', 'not-understood'],
  ['18', 'not-understood'],
  ['soon', 'not-understood'],
  ['frequently 18:00', 'not-understood'],
  ['friends 18:00', 'not-understood'],
  ['18:00 or so', 'not-understood'],
])('“%s” at noon on 5 November: %s', (words, kind) => {
  expect(readNotBefore(words, { timeZone: newYork, now }).kind).toBe(kind)
})

test('the last day that can be planned for is 31 days ahead', () => {
  expect(lastDayToPlan({ timeZone: newYork, now })).toBe('2026-12-06')
})

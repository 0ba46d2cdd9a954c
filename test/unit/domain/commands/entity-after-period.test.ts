import { describe, expect, test } from 'vitest'
import { readCommand } from '../../../../src/domain/commands/command.ts'
import { commandIn } from '../../../../src/domain/commands/command-in.ts'
import { entitiesAfterPeriod } from '../../../../src/domain/commands/entity-after-period.ts'

const keys = ['us', 'eu']

describe('words that may say the entity before a reason', () => {
  test('right behind a period', () => {
    const reference = { entity: 'eu', reference: 'Oct 2026', rest: 'late invoice' }
    expect(entitiesAfterPeriod('Oct 2026 in eu late invoice', keys)).toEqual([reference])
    expect(entitiesAfterPeriod('Oct 2026  IN  EU', keys)).toEqual([{ ...reference, rest: '' }])
  })

  test('“in” followed by anything but a key is the reason’s', () => {
    for (const words of [
      'Oct 2026 in error',
      'Oct 2026 late invoice',
      'in eu',
      'Oct 2026 in euro',
      'Oct 2026 win eu',
    ]) {
      expect(entitiesAfterPeriod(words, keys)).toEqual([])
    }
  })

  test('each place is a possibility, first to last: only a calendar knows what a period’s name is', () => {
    expect(entitiesAfterPeriod('Oct 2026 in us late in eu', keys)).toEqual([
      { entity: 'us', reference: 'Oct 2026', rest: 'late in eu' },
      { entity: 'eu', reference: 'Oct 2026 in us late', rest: '' },
    ])
  })
})

describe('the same command for one entity', () => {
  test.each([
    'close Oct 2026',
    'close Oct 2026 note: booked in eu by mistake',
    'close Aug..Oct 2026',
    'list all FY2026 page 2',
    'create',
    'edit Oct 2026',
    'trial balance Oct 2026',
    'Reopen Oct 2026 late invoice in error',
    '  why   Oct 2026 ',
  ])('“%s” differs in the entity only', (text) => {
    const before = readCommand(text)
    expect(readCommand(commandIn(text, 'eu'))).toEqual({ ...before, entity: 'eu' })
  })

  test('a reopen takes it right behind the verb, where no reason is', () => {
    expect(readCommand('reopen in EU Oct 2026 in error')).toMatchObject({
      reference: 'Oct 2026 in error',
      entity: 'eu',
    })
    expect(readCommand('reopen in eu')).toMatchObject({ reference: '', entity: 'eu' })
    expect(readCommand('reopen Oct 2026 in eu')).toMatchObject({ reference: 'Oct 2026 in eu', entity: null })
  })
})

test('a range of one organisation', () => {
  const range = { kind: 'range', from: 'Aug 2026 (Europe)', to: 'Oct 2026 (Europe)', note: null, entity: null }
  expect(readCommand('close Aug..Oct 2026 (Europe)')).toEqual(range)
  expect(readCommand('close Aug 2026 (Europe)..Oct 2026 (Europe)')).toEqual(range)
  expect(readCommand('close Aug 2026 (Asia)..Oct 2026 (Europe)')).toMatchObject({ from: 'Aug 2026 (Asia)' })
})

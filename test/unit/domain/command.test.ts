import { describe, expect, test } from 'vitest'
import { readCommand } from '../../../src/domain/command.ts'

test.each(['', '   ', 'help', 'HELP'])('“%s” asks for help', (text) => {
  expect(readCommand(text)).toEqual({ kind: 'help' })
})

test('list and show only read', () => {
  expect(readCommand('list')).toEqual({ kind: 'list' })
  expect(readCommand('show Oct 2026')).toEqual({ kind: 'show', reference: 'Oct 2026' })
  expect(readCommand('show')).toEqual({ kind: 'show', reference: '' })
})

describe('a request', () => {
  test.each([
    ['close Oct 2026', 'close'],
    ['CLOSE Oct 2026', 'close'],
    ['  close   Oct   2026 ', 'close'],
    ['pending-close Oct 2026', 'pending-close'],
    ['pending close Oct 2026', 'pending-close'],
    ['Trial Balance Oct 2026', 'trial-balance'],
    ['trial-balance Oct 2026', 'trial-balance'],
  ])('“%s”', (text, action) => {
    expect(readCommand(text)).toEqual({ kind: 'request', action, reference: 'Oct 2026', note: null })
  })

  test('carries the note behind the period', () => {
    const command = readCommand('close Oct 2026 note: accruals posted, see note: 4')
    expect(command).toMatchObject({ reference: 'Oct 2026', note: 'accruals posted, see note: 4' })
  })

  test('may have an empty note, which is none', () => {
    expect(readCommand('close Oct 2026 NOTE:  ')).toMatchObject({ reference: 'Oct 2026', note: null })
  })

  test('takes a period whose name contains “note” for a name', () => {
    expect(readCommand('close Keynote 2026')).toMatchObject({ reference: 'Keynote 2026', note: null })
  })

  test('without a period is a request all the same: what is missing is told later', () => {
    expect(readCommand('close')).toMatchObject({ kind: 'request', action: 'close', reference: '' })
    expect(readCommand('close note: soon')).toMatchObject({ reference: '', note: 'soon' })
  })
})

describe('what is not understood', () => {
  test.each([
    ['clse Oct 2026', 'close'],
    ['lst', 'list'],
    ['shwo Oct 2026', 'show'],
    ['trailbalance Oct 2026', 'trial-balance'],
  ])('“%s” is answered with the nearest command', (typed, nearest) => {
    const command = readCommand(typed)
    expect(command).toMatchObject({ kind: 'not-understood', typed })
    expect(command.kind === 'not-understood' && command.suggestion?.split(' ')[0]).toBe(nearest)
  })

  test('a list of something is not a list', () => {
    expect(readCommand('list Oct 2026')).toEqual({ kind: 'not-understood', typed: 'list Oct 2026', suggestion: 'list' })
  })
})

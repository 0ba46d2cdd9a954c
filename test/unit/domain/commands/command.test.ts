import { describe, expect, test } from 'vitest'
import { readCommand } from '../../../../src/domain/commands/command.ts'

test.each(['', '   ', 'help', 'HELP'])('“%s” asks for help', (text) => {
  expect(readCommand(text)).toEqual({ kind: 'help', about: null })
})

test.each([
  ['help close', 'close'],
  ['Help  Pending Close', 'pending-close'],
  ['help trial-balance', 'trial-balance'],
  ['help close Oct 2026', 'close'],
  ['help snooze', 'reminders'],
  ['help not-before 18:00', 'close'],
])('“%s” asks for help about one command', (text, about) => {
  expect(readCommand(text)).toEqual({ kind: 'help', about })
})

test('help about nothing there is gets the nearest', () => {
  expect(readCommand('help clsoe')).toEqual({
    kind: 'not-understood',
    typed: 'help clsoe',
    suggestion: 'help close',
  })
})

test('list and show only read', () => {
  expect(readCommand('show Oct 2026')).toEqual({ kind: 'show', reference: 'Oct 2026', entity: null })
  expect(readCommand('show')).toEqual({ kind: 'show', reference: '', entity: null })
  expect(readCommand('why Oct 2026')).toEqual({ kind: 'why', reference: 'Oct 2026', entity: null })
  expect(readCommand('reports Oct 2026 in eu')).toEqual({ kind: 'reports', reference: 'Oct 2026', entity: 'eu' })
})

describe('a list', () => {
  test.each([
    ['list', 'recent', null],
    ['list open', 'open', null],
    ['list CLOSED FY2026', 'closed', 2026],
    ['list FY26', 'all', 2026],
    ['list all 2025', 'all', 2025],
  ])('“%s”', (text, show, fiscalYear) => {
    expect(readCommand(text)).toEqual({ kind: 'list', show, fiscalYear, page: null, entity: null })
  })

  test.each([
    ['list page 2', 'recent', null, 2],
    ['list all FY2026 page 3', 'all', 2026, 3],
    ['list Page12 open', 'open', null, 12],
    ['list closed page 2 in eu', 'closed', null, 2],
  ])('“%s” is a page of it', (text, show, fiscalYear, page) => {
    expect(readCommand(text)).toMatchObject({ kind: 'list', show, fiscalYear, page })
  })

  test.each(['list page', 'list page 0', 'list page two', 'list page 1000'])('“%s” is no page', (text) => {
    expect(readCommand(text)).toMatchObject({ kind: 'not-understood', suggestion: 'list open' })
  })

  test('of one entity', () => {
    expect(readCommand('list open in eu')).toMatchObject({ kind: 'list', show: 'open', entity: 'eu' })
  })
})

describe('a range', () => {
  test.each([
    ['close Aug..Oct 2026', 'Aug 2026', 'Oct 2026'],
    ['close Aug 2026 .. Oct 2026', 'Aug 2026', 'Oct 2026'],
    ['close Nov 2026…Jan 2027', 'Nov 2026', 'Jan 2027'],
    ['close 2026-08..2026-10', '2026-08', '2026-10'],
  ])('“%s”', (text, from, to) => {
    expect(readCommand(text)).toEqual({ kind: 'range', from, to, note: null, entity: null })
  })

  test('with a note, and of one entity', () => {
    const command = readCommand('close Aug..Oct 2026 in EU note: year end')
    expect(command).toEqual({ kind: 'range', from: 'Aug 2026', to: 'Oct 2026', note: 'year end', entity: 'eu' })
  })

  test('is only of closes', () => {
    expect(readCommand('delete Aug..Oct 2026')).toMatchObject({ kind: 'request', action: 'delete' })
  })
})

test('the reason of a reopen is free text: nothing in it is taken for ours', () => {
  expect(readCommand('reopen Oct 2026 late credit note: see the mail in eu')).toEqual({
    kind: 'request',
    action: 'reopen',
    reference: 'Oct 2026 late credit note: see the mail in eu',
    note: null,
    entity: null,
  })
})

test.each(['create', 'edit', 'dates'] as const)('“%s” asks for a form', (form) => {
  expect(readCommand(`${form} Oct 2026 in eu`)).toEqual({ kind: 'form', form, reference: 'Oct 2026', entity: 'eu' })
  expect(readCommand(form)).toEqual({ kind: 'form', form, reference: '', entity: null })
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
    expect(readCommand(text)).toEqual({ kind: 'request', action, reference: 'Oct 2026', note: null, entity: null })
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

  test.each(['xyzzy', 'status Oct 2026', 'run Oct 2026'])('“%s” is like none: nothing is guessed', (typed) => {
    expect(readCommand(typed)).toMatchObject({ kind: 'not-understood', suggestion: null })
  })

  test('a list of something is not a list', () => {
    const suggestion = 'list open'
    expect(readCommand('list Oct 2026')).toEqual({ kind: 'not-understood', typed: 'list Oct 2026', suggestion })
  })
})

import { expect, test } from 'vitest'
import { type Finding, findingsOf } from '../../scripts/doctor/finding.ts'
import { readDoctorOptions } from '../../scripts/doctor/options.ts'
import { exitCodeOf, reportOf } from '../../scripts/doctor/report.ts'

const table = findingsOf('table').fault('it can be deleted', 'turn its protection on.')
const channel = findingsOf('channels').fault('the bot is not in #close', 'invite it.')
const people = findingsOf('people and groups').warning('nobody to spare', 'name one more.')
const token = findingsOf('Slack token').ok('Slack accepts it')
const rights = findingsOf('Zuora permissions').notCheckable('permission to close')

test('what was found is told in the order in which a command takes its way, the faults once more at the end', () => {
  expect(reportOf([table, rights, people, channel, token]).split('\n')).toEqual([
    'ok             Slack token         Slack accepts it',
    'FAULT          channels            the bot is not in #close',
    '               → invite it.',
    'warning        people and groups   nobody to spare',
    '               → name one more.',
    'not checkable  Zuora permissions   permission to close',
    'FAULT          table               it can be deleted',
    '               → turn its protection on.',
    '',
    '2 faults: channels, table. 1 warning, 1 ok, 1 not checkable.',
  ])
})

test('what is put right in one way is told that way once, below the last', () => {
  const lines = reportOf([channel, { ...channel, says: 'nor in #billing' }, people]).split('\n')
  expect(lines.map((line) => line.trim().split(/ {2,}/).at(-1)).slice(0, 3)).toEqual([
    'the bot is not in #close',
    'nor in #billing',
    '→ invite it.',
  ])
})

test.each<[string, Finding[], number, string]>([
  ['a fault', [token, table], 1, '1 fault: table. 0 warnings, 1 ok, 0 not checkable.'],
  ['only warnings', [token, people, people], 0, 'No fault. 2 warnings, 1 ok, 0 not checkable.'],
  ['what cannot be checked', [rights], 0, 'No fault. 0 warnings, 0 ok, 1 not checkable.'],
])('%s', (_what, findings, code, last) => {
  expect(exitCodeOf(findings)).toBe(code)
  expect(reportOf(findings).split('\n').at(-1)).toBe(last)
})

const machine = { kind: 'local', dataDir: null, port: null }

test.each([
  ['--stage prod', { kind: 'aws', stage: 'prod' }],
  ['--stage local', machine],
  ['--stage local --data /var/lib/bell', { ...machine, dataDir: '/var/lib/bell' }],
  ['--stage local --port 4700', { ...machine, port: 4700 }],
  ['', undefined],
  ['--stage prod --data .data', undefined],
  ['--stage prod --region eu-central-1', undefined],
  ['--stage local --data .data --port 4700', undefined],
  ['--stage local --port x', undefined],
  ['--stag prod', undefined],
])('npm run doctor -- %s', (typed, options) => {
  expect(readDoctorOptions(typed.split(' ').filter((word) => word !== ''))).toEqual(options)
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readCommand } from '../../../src/domain/commands/command.ts'
import { calendarPage } from '../../../src/domain/reading/calendar-page.ts'
import { readConfigFile } from '../../../src/runtime/config-file.ts'
import { readFrontConfigFile } from '../../../src/runtime/front-config.ts'
import { commandName, nameCommand } from '../../../src/slack/command-name.ts'
import { type Message, message } from '../../../src/slack/messages/blocks.ts'
import { delegationsReply } from '../../../src/slack/messages/delegations/delegation-list.ts'
import { delegationMessage } from '../../../src/slack/messages/delegations/delegation-news.ts'
import { delegateReply } from '../../../src/slack/messages/delegations/delegation-replies.ts'
import { yearAccountReply } from '../../../src/slack/messages/exceptions/year-account.ts'
import { helpMessage, notUnderstoodMessage } from '../../../src/slack/messages/help.ts'
import { homeBlocks } from '../../../src/slack/messages/home/home-blocks.ts'
import { listReply } from '../../../src/slack/messages/periods/list.ts'
import { showReply } from '../../../src/slack/messages/periods/show.ts'
import { whyReply } from '../../../src/slack/messages/periods/why.ts'
import { historyReply } from '../../../src/slack/messages/record/history.ts'
import { actionReply } from '../../../src/slack/messages/replies.ts'
import { outcomeMessage } from '../../../src/slack/messages/request/outcome/outcome.ts'
import { obstacleText } from '../../../src/slack/messages/text/zuora/obstacle-text.ts'
import { readSourceFiles } from '../../architecture/source-files.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { sampleException } from '../../support/sample-exception.ts'
import { bob, carol, noneFound, samplePeriod, sampleRequest } from '../../support/sample-request.ts'
import { label, wordsIn } from './messages/check-message.ts'
import { obstacles, outcomes } from './messages/outcome-samples.ts'

const usual = commandName()
beforeEach(() => nameCommand('/period-sandbox'))
afterEach(() => nameCommand(usual))

const now = new Date('2026-11-05T15:00:00.000Z')
const entity = sampleEntity()
const period = { ...samplePeriod(), endDate: '2026-10-31' }
const delegation = {
  ...{ delegator: bob, delegate: carol, from: '2026-11-03', until: '2026-11-10', entity: 'us' },
  ...{ record: 148, messageId: 'm' },
}
const home = { label, picture: () => null, link: () => null }

const ofActions = (answers: readonly Parameters<typeof actionReply>[0][]) =>
  answers.map((answer) => actionReply(answer, label))

/** Every word after `/period-sandbox` in the usage has a help of its own. */
function everyHelp(): Message[] {
  const usage = helpMessage(commandName(), null)
  const words = [...usage.text.matchAll(/`\/period-sandbox ([a-z-]+)/g)].map(([, word]) => word)
  const abouts = [...new Set(words)].flatMap((word) => {
    const read = readCommand(`help ${word}`)
    return read.kind === 'help' && read.about ? [read.about] : []
  })
  expect(abouts.length).toBeGreaterThan(20)
  return [usage, ...abouts.map((about) => helpMessage(commandName(), about))]
}

const messages: readonly (readonly [string, () => Message[]])[] = [
  ['the help of every command', everyHelp],
  [
    'what was not understood',
    () =>
      ['lst Oct', 'delegate <@U0CAROL|carol>'].map((typed) =>
        notUnderstoodMessage(commandName(), { kind: 'not-understood', typed, suggestion: 'list Oct' }, now),
      ),
  ],
  [
    'the next thing after an outcome',
    () => outcomes.map((outcome) => outcomeMessage(sampleRequest({ status: 'finished', outcome }), label)),
  ],
  [
    'an obstacle',
    () =>
      [
        ...obstacles,
        { kind: 'nothing-open-after' } as const,
        { kind: 'dates-fixed', status: 'Closed' } as const,
        { kind: 'next-not-open', name: 'Nov 2026', status: 'Closed' } as const,
      ].map((obstacle) => message(obstacleText(obstacle, 'Oct 2026'))),
  ],
  [
    'a refused action',
    () =>
      ofActions([
        { kind: 'obstacles', action: 'close', period, entity, obstacles, today: '2026-10-30' },
        { kind: 'not-found', reference: 'Okt', found: { kind: 'unknown', candidates: [] } },
        { kind: 'not-found', reference: 'next', found: { kind: 'none-left' } },
        { kind: 'no-such-request' },
        { kind: 'changed-since', name: 'Oct 2026', status: 'Open' },
        {
          ...{ kind: 'not-planned', because: 'not-this-action', action: 'close-range', words: '18:00' },
          ...{ timeZone: 'America/New_York', now: now.toISOString() },
        },
      ]),
  ],
  [
    'a reason against a close',
    () => [
      whyReply(
        {
          ...{ kind: 'reasons', entity, period, inFlight: null, offered: [], earlier: null, mayNot: null },
          reasons: [{ kind: 'trial-balance-unknown', status: 'Odd' }],
        },
        label,
      ),
    ],
  ],
  [
    'the list',
    () => {
      const given = { calendar: [period], today: '2026-11-20', entity, underWay: new Map() }
      const page = calendarPage({ show: 'all', fiscalYear: null, page: null }, [period], given)
      const of = { periods: 1, notClosed: 1, earliest: 'Oct 2026', older: 0, fiscalYears: [] }
      return [listReply({ kind: 'listed', entity, page, of }, label)]
    },
  ],
  [
    'a period',
    () => [
      showReply(
        {
          ...{ kind: 'shown', entity, period, reasons: [], scans: noneFound, requests: [], offered: [] },
          exceptions: [sampleException()],
        },
        label,
      ),
    ],
  ],
  [
    'a history',
    () => [
      historyReply(
        { kind: 'not-found', reference: 'FY2026', found: { kind: 'unknown', candidates: [] } },
        { page: 1 },
        label,
      ),
    ],
  ],
  ['a year', () => [yearAccountReply({ kind: 'no-such-year', fiscalYear: 2020, fiscalYears: [2026] }, label)]],
  ['a delegation', () => [delegationMessage({ kind: 'begun', delegation }, label)]],
  [
    'the answer to who hands on',
    () => [delegateReply({ kind: 'delegated', delegation, entity, isPosted: true }, label)],
  ],
  [
    'how to hand on',
    () => [
      delegationsReply(
        { kind: 'delegations', entity, delegations: [], today: '2026-11-04', personId: 'U0BOB' },
        label,
        'U0CAROL',
      ),
    ],
  ],
  [
    'Home of who has no part',
    () => [
      {
        text: '',
        blocks: homeBlocks({ ...home, home: { kind: 'no-part', ask: [], admin: null, isFullMember: true } }),
      },
    ],
  ],
]

const textOf = (one: Message) => `${one.text}\n${wordsIn(one)}`

test.each(messages)('under another name no command is left under the usual one: %s', (_what, render) => {
  const said = render().map(textOf).join('\n')
  expect(said).toContain('/period-sandbox ')
  expect(said).not.toMatch(/\/period(?!-sandbox)/)
})

test.each([
  ['all functions', readConfigFile],
  ['slack', readFrontConfigFile],
])('whatever reads the configuration names the command first: %s', (_who, read) => {
  const config: unknown = parse(readFileSync('closing-bell.example.yml', 'utf8'))
  Object.assign(Object(config).slack, { command: '/close-books' })
  const dir = mkdtempSync(join(tmpdir(), 'command-name-'))
  try {
    const path = join(dir, 'closing-bell.json')
    writeFileSync(path, JSON.stringify(config))
    read(path)
    expect(commandName()).toBe('/close-books')
  } finally {
    rmSync(dir, { recursive: true })
  }
})

test('nothing else in the program knows what the command is called', () => {
  const withoutComments = (text: string) => text.replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '')
  const knowing = readSourceFiles('src').filter(({ text }) => /[`'"( \\]\/period(?![\w/-])/.test(withoutComments(text)))
  expect(knowing.map(({ path }) => path)).toEqual(['src/config/slack-values.ts', 'src/slack/command-name.ts'])
})

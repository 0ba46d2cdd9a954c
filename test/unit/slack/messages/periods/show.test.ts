import { expect, test } from 'vitest'
import type { Scan } from '../../../../../src/domain/documents/blockers.ts'
import type { DatedPeriod } from '../../../../../src/domain/period-reference.ts'
import type { OfferedAction } from '../../../../../src/domain/reading/possible-actions.ts'
import { showReply } from '../../../../../src/slack/messages/periods/show.ts'
import type { ShowAnswer } from '../../../../../src/usecases/reading/show-period.ts'
import { noTrialBalance } from '../../../../support/sample-calendar.ts'
import { sampleEntity } from '../../../../support/sample-entity.ts'
import { sampleException } from '../../../../support/sample-exception.ts'
import { inError, noneFound, samplePeriod, sampleRequest } from '../../../../support/sample-request.ts'
import { buttonLabels, buttonsIn, checkMessage, label, outside, outsideEscaped, wordsIn } from '../check-message.ts'
import { obstacles, outcomes } from '../outcome-samples.ts'

type Shown = Extract<ShowAnswer, { kind: 'shown' }>

const period: DatedPeriod = { ...samplePeriod(), endDate: '2026-10-31' }

function show(changes: Partial<Shown>) {
  const answer = {
    kind: 'shown',
    entity: sampleEntity(),
    period,
    reasons: [],
    scans: noneFound,
    requests: [],
    exceptions: [],
    offered: [],
  } as const
  return showReply({ ...answer, ...changes }, label)
}

test('what others did and nobody acknowledged is told, and where it is explained', () => {
  const message = show({ exceptions: [sampleException()] })
  checkMessage(message)
  for (const words of [message.text, wordsIn(message)]) {
    expect(words).toContain('1 exception not acknowledged: `/period reconcile`')
    expect(words).toContain('Oct 2026 (Example US, US-0012) was closed in Zuora')
  }
})

const left: readonly Scan[] = [{ item: 'draft-invoices', kind: 'counted', count: 3, more: false }]

test.each<[string, Partial<Shown>, string]>([
  ['nothing stands in the way', {}, 'Oct 2026 (Example US) is Pending Close.\nOct 2026 can be closed.'],
  [
    'the close sees to what is left',
    { reasons: [{ kind: 'trial-balance-not-begun' }] },
    'Oct 2026 can be closed. A close runs its trial balance first.',
  ],
  [
    'something must be cleared',
    { scans: left, reasons: [{ kind: 'required-items', items: [{ item: 'draft-invoices', count: 3, more: false }] }] },
    '\nZuora requires these to be cleared: 3 draft invoices.',
  ],
  ['everything stands in the way', { reasons: obstacles, scans: left }, `${obstacles.length - 1}. `],
  ['it is closed', { period: { ...period, status: 'Closed', statusText: 'Closed' }, scans: [] }, 'is Closed.'],
])('a period where %s', (_what, changes, expected) => {
  const message = show(changes)
  checkMessage(message)
  expect(message.text).toContain(expected)
})

test('of a closed period nothing is said to stand in the way', () => {
  const closed = { ...period, status: 'Closed', statusText: 'Closed' } as const
  expect(wordsIn(show({ period: closed, scans: [] }))).not.toMatch(/stands in the way|can be closed/)
})

test('while something is under way, that is told, and no close is promised', () => {
  const message = show({ requests: [{ request: sampleRequest({ approvals: 1 }), link: null }] })
  checkMessage(message)
  expect(message.text).toContain('The close of Oct 2026 (US-0147), asked for by <@U0ALICE>, waits for approval: 1 of 2')
  expect(`${message.text}${wordsIn(message)}`).not.toContain('can be closed')
})

test('everything known of it is shown, as Zuora keeps it', () => {
  const reports = [{ report: 'revenueDetailCsv', fileId: 'f1' }]
  const words = wordsIn(
    show({ period: { ...period, notes: 'Accruals posted', organizationLabels: ['Europe'], reports } }),
  )
  for (const fact of [
    '*Entity*\nExample US',
    '*Organisations*\nEurope',
    '*Dates*\n1 Oct 2026 to 31 Oct 2026',
    '*Fiscal year and quarter*\n2026, Q4',
    '*Status*\nPending Close',
    '*Trial balance*\nCompleted, took 12 min\nstarted 2026-11-02 08:00:00 (Zuora’s time)\nended 2026-11-02 08:12:30',
    '*Reports of its trial balance*\n1',
    '*Created in Zuora*\n2026-01-05 10:00:00 (Zuora’s time)\nby Zuora user 402881e522cf4f9b0122cf5d82860001',
    '*Last changed in Zuora*\n2026-11-02 08:12:31 (Zuora’s time)\nby Zuora user 402881e522cf4f9b0122cf5d82860002',
    '*Notes*\nAccruals posted',
  ]) {
    expect(words).toContain(fact)
  }
})

test('of what is not known, that is said', () => {
  const nothing = {
    fiscalYear: null,
    fiscalQuarter: null,
    createdBy: null,
    createdOn: null,
    updatedBy: null,
    updatedOn: null,
  }
  const message = show({ period: { ...period, ...nothing, trialBalance: noTrialBalance } })
  checkMessage(message)
  const words = wordsIn(message)
  expect(words).toContain('*Fiscal year and quarter*\nno fiscal year')
  expect(words).toContain('*Trial balance*\nhas not been run')
  expect(words).toContain('*Created in Zuora*\nat a time that is not known')
})

test.each([
  [inError, '“Unbalanced &lt;entries&gt; &amp; more”'],
  [{ ...inError, errorMessage: null }, 'Zuora gave no reason'],
])('a trial balance in Error is shown with Zuora’s words, if any', (trialBalance, words) => {
  expect(wordsIn(show({ period: { ...period, trialBalance } }))).toContain(
    `Error\nstarted 2026-11-02 09:15:00 (Zuora’s time)\n${words}`,
  )
})

test('what waits for people is linked to where they can press', () => {
  const awaiting = sampleRequest({ number: 201, approvals: 1 })
  const link = 'https://example.slack.com/archives/C0CLOSE/p1'
  const message = show({
    requests: [
      { request: awaiting, link },
      { request: sampleRequest({ number: 200, status: 'blocked' }), link: null },
    ],
  })
  checkMessage(message)
  const words = wordsIn(message)
  expect(words).toMatch(
    /• US-0201, close, asked by <@U0ALICE> <!date.*: waits for approval: 1 of 2; <https.*\|Review>\./,
  )
  expect(words).toMatch(/• US-0200, .*: is blocked; see <#C0CLOSE>\./)
})

test('all that came from outside is escaped, and of many requests the latest are shown', () => {
  const ended = outcomes.map((outcome, index) => ({
    request: sampleRequest({ number: 200 - index, status: 'finished', outcome }),
    link: null,
  }))
  const hostile = { ...period, name: outside, statusText: outside, notes: outside, organizationLabels: [outside] }
  const message = show({ period: hostile, requests: ended, reasons: obstacles })
  checkMessage(message)
  const words = wordsIn(message)
  expect(words).toContain(`*Notes*\n${outsideEscaped}`)
  expect(words.match(/^• US-/gm)).toHaveLength(5)
  expect(words).toContain(`and ${outcomes.length - 5} earlier`)
})

const all: readonly OfferedAction[] = [
  'close',
  'trial-balance',
  'pending-close',
  'reopen',
  'update',
  'update-dates',
  'delete',
]

test('each action that is offered has its button, which carries the command for exactly this period', () => {
  const message = show({ offered: all })
  checkMessage(message)
  expect(buttonsIn(message).map(({ action_id, value, text }) => [text.text, action_id, value])).toEqual([
    ['Close', 'command:close', `close ${period.id} in us`],
    ['Run trial balance', 'command:trial-balance', `trial-balance ${period.id} in us`],
    ['Set to pending close', 'command:pending-close', `pending-close ${period.id} in us`],
    ['Reopen…', 'reopen', `us#${period.id}#Oct 2026`],
    ['Edit…', 'open-form:edit', `edit ${period.id} in us`],
    ['Change dates…', 'open-form:dates', `dates ${period.id} in us`],
    ['Delete', 'command:delete', `delete ${period.id} in us`],
  ])
})

test('what cannot be taken back is confirmed, in a dialog that names the period', () => {
  const confirms = buttonsIn(show({ offered: all })).flatMap(({ text, confirm }) =>
    confirm ? [[text.text, confirm.title?.text, confirm.text.text]] : [],
  )
  expect(confirms.map(([button]) => button)).toEqual(['Close', 'Set to pending close', 'Delete'])
  for (const [, title, text] of confirms) {
    expect(title).toContain('Oct 2026')
    expect(text).toContain('Oct 2026, 1 Oct 2026 to 31 Oct 2026, Example US')
  }
})

test('the longest name fits everywhere', () => {
  checkMessage(show({ period: { ...period, name: 'ö'.repeat(100) }, offered: all }))
})

test('where nothing is offered there is no button', () => {
  expect(buttonLabels(show({}))).toEqual([])
})

test.each<[string, ShowAnswer, string]>([
  ['a guest', { kind: 'not-a-full-member' }, 'only full members of this workspace'],
  [
    'somebody whom the policy does not name',
    { kind: 'may-not-read', because: 'not-in-policy', ask: ['U0ALICE'], entityName: 'Example US' },
    'Ask <@U0ALICE>, who can show it to you',
  ],
  [
    'a guest who is no auditor',
    { kind: 'may-not-read', because: 'not-a-full-member', ask: ['S0FINANCE'], entityName: 'Example US' },
    'only full members of this workspace may read this. Ask <!subteam^S0FINANCE>',
  ],
  ['no such entity', { kind: 'no-such-entity', named: outside, entities: [sampleEntity()] }, outsideEscaped],
  [
    'an unknown period',
    { kind: 'not-found', reference: outside, found: { kind: 'unknown', candidates: ['Oct 2026'] } },
    `There is no accounting period “${outsideEscaped}”. Did you mean \`Oct 2026\`?`,
  ],
])('looking at a period, %s', (_what, answer, expected) => {
  const message = showReply(answer, label)
  checkMessage(message)
  expect(message.text).toContain(expected)
})

test('what this bot itself changed last is told as its own, by the user that its requests know', () => {
  const request = sampleRequest({ integrationUser: period.updatedBy })
  const words = wordsIn(show({ requests: [{ request, link: null }] }))
  expect(words).toMatch(/\*Last changed in Zuora\*\n.*\nby this bot’s own Zuora user/)
  expect(words).toContain(`by Zuora user ${period.createdBy}`)
})

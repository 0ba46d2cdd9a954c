import type { KnownBlock } from '@slack/types'
import { expect, test } from 'vitest'
import { checkView } from '../../../../sim/slack/block-kit/blocks-check.ts'
import { keepCalendar } from '../../../../src/domain/calendar/kept-calendar.ts'
import type { Close } from '../../../../src/domain/home/closes.ts'
import { glanceOf } from '../../../../src/domain/home/glance.ts'
import type { EntityAtHome } from '../../../../src/domain/home/home.ts'
import type { Roles } from '../../../../src/domain/home/roles.ts'
import { datedPeriods } from '../../../../src/domain/period-reference.ts'
import { referenceOf } from '../../../../src/domain/request.ts'
import { message } from '../../../../src/slack/messages/blocks.ts'
import { withAnswer } from '../../../../src/slack/messages/home/answer-on-home.ts'
import { homeBlocks } from '../../../../src/slack/messages/home/home-blocks.ts'
import type { HomeInput, HomeWithPart } from '../../../../src/slack/messages/home/home-input.ts'
import { cardMessage } from '../../../../src/slack/messages/request/card.ts'
import { sampleCalendar } from '../../../support/sample-calendar.ts'
import { sampleException } from '../../../support/sample-exception.ts'
import { alice, bob, sampleDecision, sampleRequest } from '../../../support/sample-request.ts'
import { buttonsIn, checkMessage, label, outside, outsideEscaped, wordsIn } from '../messages/check-message.ts'

const now = new Date('2026-11-05T15:00:00.000Z')
const request = sampleRequest({ card: { channel: 'C0CLOSE', ts: '1.2', round: 1 } })
const everything: Roles = {
  asks: ['close', 'reopen'],
  approves: ['close'],
  isAuditor: false,
  isDelegate: false,
  escalatedAfterSeconds: null,
  handedOn: [],
  actsFor: [],
}

const closingOf = ([id, close]: readonly [string, Close]) => [id, { close, first: close, reopened: null }] as const

function entity(changes: Partial<EntityAtHome> = {}, closes: readonly [string, Close][] = []): EntityAtHome {
  const calendar = datedPeriods(sampleCalendar({ closed: 9, open: 5 }))
  const kept = keepCalendar(null, calendar, now.toISOString())
  const rules = { now, today: '2026-11-20', manageFrom: null, closeDueBusinessDay: 5, isDayOff: () => false }
  const glance = glanceOf(kept, { underWay: new Map(), closings: new Map(closes.map(closingOf)) }, rules)
  return { entity: 'us', roles: everything, glance, daysToClose: null, ...changes }
}

const quiet: HomeWithPart = {
  kind: 'home',
  personId: 'U0BOB',
  ...{ toDecide: [], approved: [], mine: [], ended: [], again: [], mayNudge: [], exceptions: [], coming: [] },
  entities: [entity()],
}

const input = (home: HomeInput['home'], changes: Partial<HomeInput> = {}): HomeInput => ({
  home,
  label,
  picture: () => null,
  link: () => 'https://example.slack.com/archives/C0CLOSE/p1',
  ...changes,
})

/** All that a person sees of it, from top to bottom. */
const words = (blocks: KnownBlock[]) => blocks.map((block) => wordsIn({ text: '', blocks: [block] })).join('\n')

/** What holds for every view: Slack takes it, and every part of it is a message that holds to the rules. */
function check(blocks: KnownBlock[]): void {
  expect(checkView({ type: 'home', blocks })).toMatchObject({ kind: 'valid' })
  for (const block of blocks) checkMessage({ text: 'Home', blocks: [block] })
}

test('nothing waits: it says so, shows the months, what may be done, and the next thing to do', () => {
  const blocks = homeBlocks(input(quiet))
  check(blocks)
  const said = words(blocks)
  expect(said).toContain('Waiting for your decision\nNothing waits for you.')
  expect(said).toContain('Nothing that you asked for is under way.')
  expect(said).toContain('You may ask to close or reopen a period and approve requests to close a period.')
  expect(said).toContain(
    '• Oct 2026: Open, *overdue by 15 business days* (was due Thu 5 Nov 2026); no trial balance yet',
  )
  expect(said).toContain('• Nov 2026: Open, ends Mon 30 Nov 2026, due Sat 5 Dec 2026; no trial balance yet')
  expect(said).toContain('Close Oct 2026\nAsk for the close of Oct 2026?')
})

test('what waits comes first, with what decides it and where to look at it', () => {
  const blocks = homeBlocks(input({ ...quiet, toDecide: [request] }))
  check(blocks)
  const said = words(blocks)
  expect(said.startsWith('Waiting for your decision: 1')).toBe(true)
  expect(said).toContain('Undoing it is a separate reopen.\n*0 of 2 approvals.* It expires')
  for (const button of ['Approve', 'Reject…', 'Review']) expect(said).toContain(`\n${button}`)
})

test('whoever approves there sees the same evidence as on the card, and what changed since it was asked before', () => {
  const changed = { ...request, changes: [{ what: 'status', was: 'Open', is: 'PendingClose' }] }
  const blocks = homeBlocks(input({ ...quiet, toDecide: [changed] }))
  check(blocks)
  const card = cardMessage(changed, { asked: [], acting: [], escalated: [] }, label)
  const evidence = card.blocks.filter((block) => block.type === 'section' && (block.fields ?? []).length > 0)
  expect(evidence).toHaveLength(1)
  for (const block of evidence) expect(blocks).toContainEqual(block)
  expect(words(blocks)).toContain('*Asked again:*')
})

test('without a link there is no button that leads nowhere', () => {
  expect(words(homeBlocks(input({ ...quiet, toDecide: [request] }, { link: () => null })))).not.toContain('Review')
})

test('what somebody approved they can take back, and stop while it is held', () => {
  const decisions = { '1#u0bob@example.com': sampleDecision(bob) }
  const held = { ...request, decisions, approvals: 2, heldUntil: '2026-11-05T16:00:00.000Z' }
  const said = words(homeBlocks(input({ ...quiet, approved: [held] })))
  expect(said).toContain('Approved by you, not done yet')
  expect(said).toContain('Withdraw my approval')
  expect(said).toContain('\nStop\n')
})

test('own requests stand with how they stand, what can be done, and how the last ones ended', () => {
  const ended = sampleRequest({
    number: 146,
    status: 'finished',
    outcome: { kind: 'rejected', by: 'U0BOB', reason: outside },
    log: [{ at: '2026-11-04T10:00:00.000Z', kind: 'outcome', by: null, details: {} }],
  })
  const blocks = homeBlocks(input({ ...quiet, mine: [request], mayNudge: ['US-0147'], ended: [ended] }))
  check(blocks)
  const said = words(blocks)
  expect(said).toContain('*Close of* Oct 2026 (Example US, US-0147)\nWaiting for approval: 0 of 2')
  for (const button of ['Nudge', 'Cancel request', 'Review']) expect(said).toContain(`\n${button}`)
  expect(said).toContain('• US-0146 (Example US)')
  expect(said).toContain(outsideEscaped)
})

test('an exception can be explained by who may act there; an auditor reads it', () => {
  const blocks = homeBlocks(input({ ...quiet, exceptions: [sampleException()] }))
  check(blocks)
  expect(words(blocks)).toContain('Exceptions: 1')
  expect(words(blocks)).toContain('Explain…')
  const auditor = { ...everything, asks: [], approves: [], isAuditor: true }
  const read = words(
    homeBlocks(input({ ...quiet, exceptions: [sampleException()], entities: [entity({ roles: auditor })] })),
  )
  expect(read).toContain('no request of this bot explains it')
  expect(read).not.toContain('Explain…')
  expect(read).toContain('You may read everything as an auditor.')
  expect(read).not.toMatch(/Waiting for your decision|Your requests|Close Oct 2026/)
})

test('who explained an exception is not offered to acknowledge it', () => {
  const explanation = { who: 'Frank', why: 'late', ticket: '', by: bob, at: '2026-11-04T10:00:00.000Z' }
  const said = (by: typeof bob) =>
    words(homeBlocks(input({ ...quiet, exceptions: [sampleException({ explanation: { ...explanation, by } })] })))
  expect(said(bob)).not.toContain('Acknowledge')
  expect(said(alice)).toContain('Acknowledge')
})

test('who closed a month, and how long it took', () => {
  const by = { kind: 'request', request: { ...request, requester: alice } } as const
  const filed = sampleException({
    explanation: { who: outside, why: 'late', ticket: '', by: bob, at: '2026-11-04T10:00:00.000Z' },
  })
  const closes: [string, Close][] = [
    ['id5', { by: { kind: 'others' }, days: null }],
    ['id6', { by: { kind: 'exception', filed }, days: 1 }],
    ['id7', { by, days: 0 }],
    ['id8', { by, days: 4 }],
  ]
  const blocks = homeBlocks(input({ ...quiet, entities: [entity({}, closes)] }))
  check(blocks)
  const lines = words(blocks).split('\n')
  expect(lines).toContain('• Jun 2026: Closed in Zuora; trial balance Completed')
  expect(lines).toContain(
    `• Jul 2026: Closed in Zuora, 1 day after its end, outside this bot, by ${outsideEscaped} (US-0012); trial balance Completed`,
  )
  expect(lines).toContain('• Aug 2026: Closed on its last day by <@U0ALICE> (US-0147); trial balance Completed')
  expect(lines).toContain('• Sep 2026: Closed 4 days after its end by <@U0ALICE> (US-0147); trial balance Completed')
})

test('what is not closed comes first; one that was closed late says so', () => {
  const by = { kind: 'request', request } as const
  const closes: [string, Close][] = ['id7', 'id8'].map((id, at) => [id, { by, days: at === 0 ? 5 : 6 }])
  const said = words(homeBlocks(input({ ...quiet, entities: [entity({}, closes)] })))
  const order = ['*Not closed*', 'Oct 2026: Open', 'Jan 2027: Open', '*Closed*, the last first', 'Sep 2026', 'Aug 2026']
  const places = order.map((text) => said.indexOf(text))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(said).toContain('Sep 2026: Closed 6 days after its end by <@U0ALICE> (US-0147), late: was due Mon 5 Oct 2026;')
  expect(said).toContain('Aug 2026: Closed 5 days after its end by <@U0ALICE> (US-0147); trial balance')
})

test('a request that waits for its time, and a delegation in force, are named', () => {
  const [first] = entity().glance?.periods.filter(({ name }) => name === 'Oct 2026') ?? []
  const { glance } = entity()
  const underWay = { reference: 'US-0148', waits: false, notBefore: '2026-11-20T23:00:00.000Z' }
  const planned = glance && first && { ...glance, periods: [{ ...first, underWay }] }
  const delegation = {
    ...{ delegator: bob, delegate: alice, from: '2026-11-01', until: '2026-11-09' },
    ...{ entity: 'us', record: 12, messageId: 'm' },
  }
  const roles = { ...everything, actsFor: [delegation], handedOn: [{ ...delegation, delegator: alice, delegate: bob }] }
  const blocks = homeBlocks(input({ ...quiet, entities: [entity({ roles, glance: planned ?? null })] }))
  check(blocks)
  expect(words(blocks)).toContain('US-0148 is planned for <!date^')
  expect(words(blocks)).toContain('<@U0BOB> acts for you until 9 Nov 2026. You act for <@U0BOB> until 9 Nov 2026.')
  expect(words(blocks)).not.toContain('Ask for the close of Oct 2026?')
})

test('a screen reader reads the name of a period as it is, without what Slack needs in its markup', () => {
  const { glance } = entity()
  const [first] = glance?.periods.filter(({ name }) => name === 'Oct 2026') ?? []
  const renamed = glance && first && { ...glance, periods: [{ ...first, name: 'Oct & Nov' }] }
  const blocks = homeBlocks(input({ ...quiet, entities: [entity({ glance: renamed ?? null })] }))
  check(blocks)
  const read = buttonsIn({ text: '', blocks }).map(({ accessibility_label }) => accessibility_label)
  expect(read).toContain('Show Oct & Nov: show all that is known of Oct & Nov, Example US')
})

test('the picture stands in its entity with its words; where Slack takes none, only the words do', () => {
  const daysToClose = {
    dueBusinessDay: 5,
    periods: [
      {
        name: 'Sep 2026',
        endDate: '2026-09-30',
        closed: 'yes',
        days: 4,
        dueDays: 7,
        isOverdue: false,
        isReopened: false,
      },
    ],
  } as const
  const home = { ...quiet, entities: [entity({ daysToClose })] }
  const picture = { fileId: 'F0PICTURE', altText: 'Sep 2026 4', drawing: 'abc' }
  const drawn = homeBlocks(input(home, { picture: () => picture })).filter(({ type }) => type === 'image')
  expect(drawn).toEqual([{ type: 'image', slack_file: { id: 'F0PICTURE' }, alt_text: 'Sep 2026 4' }])
  expect(words(homeBlocks(input(home)))).toContain('Days from period end to close, Example US: Sep 2026 4.')
})

test('of older periods that are not closed it says how many, and how to see those of this entity', () => {
  const { glance } = entity()
  const older = glance && { ...glance, earlierNotClosed: 2 }
  const blocks = homeBlocks(input({ ...quiet, entities: [entity({ glance: older })] }))
  check(blocks)
  expect(words(blocks)).toContain('2 earlier periods are not closed: `/period list open in us`.')
})

test('where Zuora was not looked at for long it says since when', () => {
  const { glance } = entity()
  const stale = glance && { ...glance, staleSince: '2026-11-05T13:00:00.000Z' }
  const said = words(homeBlocks(input({ ...quiet, entities: [entity({ glance: stale })] })))
  expect(said).toContain('As of <!date^')
  const never = homeBlocks(input({ ...quiet, entities: [entity({ glance: null })] }))
  check(never)
  expect(words(never)).toContain('Zuora has not been looked at yet')
})

test('somebody without a part reads what this is and whom to ask', () => {
  const blocks = homeBlocks(
    input({ kind: 'no-part', ask: ['U0ALICE', 'S0FINANCE'], admin: 'U0ADMIN', isFullMember: true }),
  )
  check(blocks)
  expect(words(blocks)).toContain('For a close, ask <@U0ALICE> or <!subteam^S0FINANCE>.')
  expect(words(blocks)).toContain('ask <@U0ADMIN>')
  const guest = homeBlocks(input({ kind: 'no-part', ask: [], admin: null, isFullMember: false }))
  check(guest)
  expect(words(guest)).toContain('whoever keeps closing-bell.yml')
  expect(words(guest)).not.toContain('/period list')
})

test('however much there is, with the longest answer on top it is no more than Slack takes, and says what is left out', () => {
  const many = <T>(one: T) => Array.from({ length: 30 }, () => one)
  const snapshot = request.snapshot && {
    ...request.snapshot,
    documents: { kind: 'no-marks', because: 'not-taken' } as const,
  }
  const most = { ...request, snapshot, fields: { fiscalQuarter: 2 } }
  const log = [{ at: now.toISOString(), kind: 'outcome', by: null, details: {} }] as const
  const requests = many(most).map((one, index) => ({ ...one, number: index + 1, log }))
  const exceptions = many(sampleException()).map((one, index) => ({ ...one, number: index + 100 }))
  const entities = many(0).map((_, index) => entity({ entity: `e${index}` }))
  const full = {
    ...quiet,
    toDecide: requests,
    approved: requests,
    mine: requests,
    mayNudge: requests.map(referenceOf),
    ended: requests.slice(10, 15),
    again: requests.slice(10, 15).map((one) => ({ request: one, askAgain: true, setBack: true })),
    exceptions,
    entities,
  }
  const long = message('Long.', many({ type: 'divider' }))
  const blocks = withAnswer(homeBlocks(input(full)), { ...long, at: now.toISOString(), beside: 'mine/US-0001' })
  check(blocks)
  expect(blocks.length).toBeLessThanOrEqual(100)
  expect(words(blocks)).toContain('And 26 more; each has its message in the channel.')
  expect(words(blocks)).toMatch(/No room here for 2\d more: `\/period list in e\d`/)
  expect(words(blocks)).toContain('There is more of it than fits here')
})

test('what ended and can still be done something about has its buttons; the others are a line each', () => {
  const end = (number: number) => {
    const log = [{ at: '2026-11-04T10:00:00.000Z', kind: 'outcome', by: null, details: {} }] as const
    return sampleRequest({ number, status: 'finished', outcome: { kind: 'expired', waitedFor: 'approval' }, log })
  }
  const [left, over] = [end(146), end(145)]
  const again = [{ request: left, askAgain: true, setBack: true }]
  const blocks = homeBlocks(input({ ...quiet, ended: [left, over], again }))
  check(blocks)
  const said = words(blocks)
  expect(said).toMatch(/\*Ended lately\*\n• US-0146 .*\nAsk again\n[\s\S]*\nSet back to Open\n[\s\S]*\n• US-0145 /)
  expect(said.match(/Set back to Open\n/g)).toHaveLength(2)
})

test('who asked is told what they can do themselves, and offered to remind only when they can', () => {
  const planned = sampleRequest({ status: 'planned', notBefore: '2026-11-06T18:00:00.000Z' })
  const said = words(homeBlocks(input({ ...quiet, mine: [planned] })))
  expect(said).toContain('You can press “Cancel request” until then.')
  expect(words(homeBlocks(input({ ...quiet, mine: [request] })))).not.toContain('Nudge')
})

test('whoever acknowledges on Home sees before and after, and what becomes of what they approve', () => {
  const said = words(homeBlocks(input({ ...quiet, exceptions: [sampleException()], toDecide: [request] })))
  expect(said).toMatch(/\nStatus: was \S.*, is \S/)
  expect(said).toContain('*If approved:* everything is checked once more, then Zuora closes Oct 2026')
})

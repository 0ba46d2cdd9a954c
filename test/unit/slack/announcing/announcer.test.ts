import { expect, test } from 'vitest'
import { checkMessageBlocks } from '../../../../sim/slack/block-kit/blocks-check.ts'
import type { Policy } from '../../../../src/domain/policy/policy.ts'
import { type AnnouncerOptions, createAnnouncer } from '../../../../src/slack/announcing/announcer.ts'
import type { MayPost } from '../../../../src/slack/announcing/may-post.ts'
import { createPoster } from '../../../../src/slack/announcing/poster.ts'
import { createFakeAdminNotices } from '../../../support/fake-admin-notices.ts'
import {
  alice,
  bob,
  carol,
  completed,
  noneFound,
  sampleDecision,
  samplePeriod,
  sampleRequest,
} from '../../../support/sample-request.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'S0CONTROLLERS'],
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { close: { approvals: 2 } },
}

type Allowed = { mayPost?: MayPost; mayTell?: AnnouncerOptions['mayTell'] }

async function openAnnouncer(
  slack?: Parameters<typeof startScriptedSlack>[0],
  { mayPost = async () => true, mayTell = async () => true }: Allowed = {},
) {
  const scripted = await startScriptedSlack(slack)
  const logged: { event: string; details: unknown }[] = []
  const log = (event: string, details: unknown) => void logged.push({ event, details })
  const adminNotices = createFakeAdminNotices()
  const announcer = createAnnouncer(scripted.client, {
    label: () => 'Example US',
    sharesChannel: () => false,
    cardPeople: async () => ({ asked: policy.approvers, escalated: [], acting: [] }),
    mayTell,
    poster: createPoster(scripted.client, { mayPost, adminNotices, log }),
    channels: { look: async (id) => ({ isPublic: true, isMember: true, isSharedOutside: !(await mayPost(id)) }) },
    log,
  })
  return { announcer, logged, adminNotices, ...scripted }
}

const card = { channel: 'C0CLOSE', ts: '1793725200.000300', round: 1 }
const ended = sampleRequest({
  status: 'finished',
  outcome: { kind: 'succeeded' },
  periodAtEnd: samplePeriod({ status: 'Closed', statusText: 'Closed' }),
  outcomeMessage: { channel: 'C0CLOSE', ts: '1793725200.000900' },
  followUp: { kind: 'completed', trialBalance: completed },
})

const leftPending = sampleRequest({
  status: 'finished',
  outcome: { kind: 'expired', waitedFor: 'approval' },
  periodAtEnd: samplePeriod(),
  asks: {
    'pending-close': {
      at: '2026-11-02T13:00:05.000Z',
      times: 1,
      mayHaveBeenHeard: false,
      trialBalanceStartBefore: null,
      trialBalanceStart: null,
      answer: { kind: 'accepted', at: '2026-11-02T13:00:06.000Z' },
    },
  },
  outcomeMessage: { channel: 'C0CLOSE', ts: '1793725200.000900' },
})

test('the first status is posted to the channel, without previews of links', async () => {
  const { announcer, of } = await openAnnouncer()
  const where = await announcer.showStatus(sampleRequest({ statusMessage: null }), null)
  expect(where).toEqual({ channel: 'C0CLOSE', ts: '1793725200.001' })
  expect(of('chat.postMessage')).toMatchObject([{ channel: 'C0CLOSE', unfurl_links: 'false', unfurl_media: 'false' }])
})

test('every later status updates that message', async () => {
  const { announcer, calls } = await openAnnouncer()
  expect(await announcer.showStatus(sampleRequest(), null)).toEqual({ channel: 'C0CLOSE', ts: '1793725200.000100' })
  expect(calls).toMatchObject([{ method: 'chat.update', args: { channel: 'C0CLOSE', ts: '1793725200.000100' } }])
})

test('the card mentions who may approve', async () => {
  const { announcer, of } = await openAnnouncer()
  await announcer.postCard(sampleRequest())
  expect(of('chat.postMessage')[0]?.text).toContain('<@U0BOB> and <!subteam^S0CONTROLLERS>')
  expect(of('chat.update')).toEqual([])
})

const changes = [{ what: 'the period’s status', was: 'PendingClose', is: 'Open' }]

test('the earlier card becomes one line with a link to the new one, without buttons', async () => {
  const { announcer, of } = await openAnnouncer()
  const earlier = { channel: 'C0CLOSE', ts: '1793725200.000200' }
  await announcer.retireCard({ ...earlier, round: 1 }, sampleRequest({ card, round: 2, changes }))
  const [retired] = of('chat.update')
  expect(retired).toMatchObject(earlier)
  expect(retired?.text).toBe(
    `Oct 2026 (Example US, US-0147): this card is void: the period’s status was “Pending Close”, now it is “Open”. The <https://example.slack.com/${card.ts}|newer card> counts.`,
  )
  expect(JSON.stringify(retired?.blocks)).not.toContain('button')
})

test('an earlier card that was deleted is no obstacle, but it is logged', async () => {
  const { announcer, logged } = await openAnnouncer(({ method }) =>
    method === 'chat.update' ? slackError('message_not_found') : undefined,
  )
  await announcer.retireCard({ channel: 'C0CLOSE', ts: '1793725200.000200', round: 1 }, sampleRequest({ card }))
  expect(logged).toEqual([
    { event: 'slack-refused-message', details: { channel: 'C0CLOSE', reason: 'message_not_found' } },
  ])
})

test('each approver is told directly, with a link to the card', async () => {
  const { announcer, of } = await openAnnouncer()
  await announcer.notifyApprovers(sampleRequest({ card }), ['U0BOB', 'U0CAROL'])
  expect(of('chat.postMessage').map(({ channel }) => channel)).toEqual(expect.arrayContaining(['DU0BOB', 'DU0CAROL']))
  for (const { text } of of('chat.postMessage')) {
    expect(text).toContain(`<https://example.slack.com/${card.ts}|Review>`)
  }
})

test('an approver whom Slack does not reach is counted in the log; the others are told', async () => {
  const { announcer, of, logged } = await openAnnouncer(({ args }) => (args.channel === 'DU0BOB' ? null : undefined))
  await announcer.notifyApprovers(sampleRequest({ card }), ['U0BOB', 'U0CAROL'])
  expect(of('chat.postMessage')).toHaveLength(2)
  expect(logged).toEqual([{ event: 'notices-missed', details: { request: 'US-0147', missed: 1, of: 2 } }])
})

test('who is reminded, and who may decide as well, are written to directly; whom it reached is known', async () => {
  const { announcer, of } = await openAnnouncer(({ args }) => (args.channel === 'DU0BOB' ? null : undefined))
  expect(await announcer.nudge(sampleRequest({ card }), ['U0BOB', 'U0CAROL'])).toEqual(['U0CAROL'])
  await announcer.notifyEscalated(sampleRequest({ card }), ['U0CFO'])
  const [, reminded, escalated] = of('chat.postMessage')
  expect(reminded).toMatchObject({ channel: 'DU0CAROL', text: expect.stringMatching(/^A reminder from <@U0ALICE>\. /) })
  expect(escalated).toMatchObject({ channel: 'DU0CFO', text: expect.stringContaining('lets you decide as well') })
})

test('who can stop what is held is told directly until when, and where the button is', async () => {
  const { announcer, of } = await openAnnouncer()
  const heldUntil = '2026-11-02T16:00:00.000Z'
  await announcer.notifyHeld(sampleRequest({ card, heldUntil }), ['U0BOB'])
  const text = expect.stringMatching(/is held until <!date.*you can press “Stop” on <https:.*\|the card>\.$/)
  expect(of('chat.postMessage')).toMatchObject([{ channel: 'DU0BOB', text }])
})

test.each([
  ['approved', 'you can take it back with “Withdraw my approval” on <https:'],
  ['rejected', 'The reason stands on <https:'],
] as const)('whoever handed their part on is told directly that it was %s for them', async (kind, more) => {
  const { announcer, of } = await openAnnouncer()
  const authority = { rule: 'U0BOB', members: null, delegation: { from: bob, record: 6 } }
  const decision = { ...sampleDecision(carol), kind, authority }
  await announcer.notifyDecidedFor(sampleRequest({ card }), decision, 'U0BOB')
  const [post] = of('chat.postMessage')
  expect(post).toMatchObject({ channel: 'DU0BOB', text: expect.stringContaining(more) })
  expect(post?.text).toContain(`<@U0CAROL> has ${kind} the close of Oct 2026 for you (US-0006).`)
})

test('where Slack does not tell the link of the card, they are told all the same', async () => {
  const { announcer, of } = await openAnnouncer(({ method }) => (method === 'chat.getPermalink' ? null : undefined))
  await announcer.notifyDecidedFor(sampleRequest({ card }), sampleDecision(carol), 'U0BOB')
  expect(of('chat.postMessage')).toMatchObject([{ channel: 'DU0BOB', text: expect.stringContaining('<#C0CLOSE>') }])
})

test('the card is rendered again where it is; a request without one has none to render', async () => {
  const { announcer, of, calls } = await openAnnouncer()
  await announcer.showCard(sampleRequest())
  expect(calls).toEqual([])
  const decisions = { '1#U0BOB': sampleDecision(bob) }
  await announcer.showCard(sampleRequest({ card, approvals: 1, decisions }))
  expect(of('chat.update')).toMatchObject([{ channel: 'C0CLOSE', ts: card.ts }])
  expect(of('chat.update')[0]?.text).toContain('1 of 2 approvals')
})

test('details go into the thread of the status; without a status there is no thread', async () => {
  const { announcer, of } = await openAnnouncer()
  const detail = {
    kind: 'scanned',
    scans: noneFound,
    trialBalance: completed,
    isBlocked: false,
    documents: null,
  } as const
  await announcer.postDetail(sampleRequest({ statusMessage: null }), detail)
  expect(of('chat.postMessage')).toEqual([])
  await announcer.postDetail(sampleRequest(), detail)
  expect(of('chat.postMessage')).toMatchObject([{ channel: 'C0CLOSE', thread_ts: '1793725200.000100' }])
})

test('the outcome is a new message in the channel, the follow-up a reply to it', async () => {
  const { announcer, of } = await openAnnouncer()
  await announcer.postOutcome(ended)
  await announcer.postFollowUp(ended)
  const [outcome, followUp] = of('chat.postMessage')
  expect(outcome).toMatchObject({ channel: 'C0CLOSE' })
  expect(outcome).not.toHaveProperty('thread_ts')
  expect(followUp).toMatchObject({ channel: 'C0CLOSE', thread_ts: '1793725200.000900' })
})

test('the button on an outcome is replaced by who set the period back', async () => {
  const { announcer, of } = await openAnnouncer()
  const setBack = sampleRequest({ number: 148, action: 'set-back-to-open', requester: bob })
  await announcer.showSetBack(sampleRequest(), setBack)
  expect(of('chat.update')).toEqual([])
  await announcer.showSetBack(leftPending, setBack)
  const [shown] = of('chat.update')
  expect(shown).toMatchObject({ ts: leftPending.outcomeMessage?.ts })
  expect(shown?.text).toContain('It was left in Pending Close; <@U0BOB> has set it back to Open (US-0148).')
  expect(JSON.stringify(shown?.blocks)).not.toContain('set-back-to-open')
})

test.each(['channel_not_found', 'is_archived', 'not_in_channel'])(
  'when the channel is gone (%s), the person who asked is told instead',
  async (error) => {
    const { announcer, of, logged } = await openAnnouncer(({ method, args }) =>
      method === 'chat.postMessage' && args.channel === 'C0CLOSE' ? slackError(error) : undefined,
    )
    const where = await announcer.postOutcome(ended)
    expect(where).toMatchObject({ channel: 'DU0ALICE' })
    expect(of('chat.postMessage').map(({ channel }) => channel)).toEqual(['C0CLOSE', `D${alice.id}`])
    expect(logged).toEqual([{ event: 'slack-refused-message', details: { channel: 'C0CLOSE', reason: error } }])
  },
)

test('when nobody can be told, every refusal is logged and null is returned', async () => {
  const { announcer, logged, of } = await openAnnouncer(() => slackError('channel_not_found'))
  expect(await announcer.showStatus(sampleRequest({ statusMessage: null }), null)).toBeNull()
  expect(await announcer.linkTo(card)).toBeNull()
  // Where the conversation cannot be opened, the person's id is tried in its place.
  expect(of('chat.postMessage').map(({ channel }) => channel)).toEqual(['C0CLOSE', alice.id])
  expect(logged).toHaveLength(4)
})

test.each([
  ['SlackBusy', { status: 429, headers: { 'retry-after': '3' } }],
  ['SlackUnavailable', { status: 500 }],
])('an outage (%s) is thrown, so that the workflow tries again', async (name, answer) => {
  const { announcer } = await openAnnouncer(() => answer)
  await expect(announcer.postOutcome(ended)).rejects.toMatchObject({ name })
  await expect(announcer.postCard(sampleRequest())).rejects.toMatchObject({ name })
})

test('everything that is sent is what Slack takes', async () => {
  const { announcer, calls } = await openAnnouncer()
  await announcer.showStatus(sampleRequest({ statusMessage: null }), null)
  await announcer.postCard(sampleRequest())
  await announcer.retireCard({ channel: 'C0CLOSE', ts: '1.2', round: 1 }, sampleRequest({ card }))
  await announcer.notifyApprovers(sampleRequest({ card }), ['U0BOB'])
  await announcer.postOutcome(ended)
  await announcer.postFollowUp(ended)
  const sent = calls.filter(({ method }) => ['chat.postMessage', 'chat.update'].includes(method))
  for (const { args } of sent) {
    expect(args.text).toMatch(/\S/)
    expect(checkMessageBlocks(args.blocks)).toMatchObject({ kind: 'valid' })
  }
  expect(sent).toHaveLength(6)
})

test('nothing is posted or shown anew in a channel that other companies read: the requester is told directly', async () => {
  const { announcer, of } = await openAnnouncer(undefined, { mayPost: async (channel) => channel.startsWith('D') })
  expect(await announcer.postCard(sampleRequest())).toBe(null)
  await announcer.showCard(sampleRequest({ card }))
  const status = await announcer.showStatus(sampleRequest({ statusMessage: null }), null)
  expect(status?.channel).toBe('DU0ALICE')
  expect((await announcer.postOutcome(ended))?.channel).toBe('DU0ALICE')
  expect(of('chat.postMessage').map(({ channel }) => channel)).toEqual(['DU0ALICE', 'DU0ALICE'])
  expect(of('chat.update')).toEqual([])
  expect(await announcer.whyNoCard('C0CLOSE')).toBe('shared-outside')
  expect(await announcer.whyNoCard('D0ALICE')).toBe(undefined)
})

test('where the channel takes nothing, who asked is told only while the policy names them', async () => {
  const named: unknown[] = []
  const { announcer, of, logged } = await openAnnouncer(undefined, {
    mayPost: async (channel) => channel.startsWith('D'),
    mayTell: async (...asked) => {
      named.push(asked)
      return false
    },
  })
  expect(await announcer.postOutcome(ended)).toBe(null)
  expect(of('chat.postMessage')).toEqual([])
  expect(named).toEqual([['U0ALICE', ['us']]])
  expect(logged).toEqual([{ event: 'nobody-told', details: { request: 'US-0147' } }])
})

test('the head goes to one person, with what ended, how, and a link', async () => {
  const { announcer, of } = await openAnnouncer()
  const head = 'a'.repeat(64)
  expect(await announcer.tellHead({ ...ended, chain: [head] }, 'U0BOB')).toBe(true)
  const [{ channel, text } = {}] = of('chat.postMessage')
  expect(channel).toBe('DU0BOB')
  expect(text).toContain('Oct 2026 (Example US, US-0147) has ended: Zuora closed Oct 2026.')
  expect(text).toContain(
    `Record US-0147. Keep this message: with this head anyone can check an export later: \`npm run verify -- export.json --head ${head}\`.`,
  )
  expect(text).toContain('<https://example.slack.com/1793725200.000900|Open the outcome>')
})

test('the head names no outcome that only who asked can open', async () => {
  const { announcer, of } = await openAnnouncer()
  const outcomeMessage = { channel: 'DU0ALICE', ts: '1793725200.000900' }
  await announcer.tellHead({ ...ended, outcomeMessage, chain: ['a'.repeat(64)] }, 'U0BOB')
  expect(of('chat.getPermalink')).toEqual([])
  expect(of('chat.postMessage')[0]?.text).toMatch(/asked for by <@U0ALICE>\.\nRecord US-0147/)
})

test('a head that Slack does not take is told as not taken, and nothing is thrown', async () => {
  const { announcer, logged } = await openAnnouncer(({ method }) =>
    method === 'chat.postMessage' ? slackError('user_disabled') : undefined,
  )
  expect(await announcer.tellHead(ended, 'U0BOB')).toBe(false)
  expect(logged.map(({ event }) => event)).toContain('notices-missed')
})

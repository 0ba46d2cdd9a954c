import { expect, test } from 'vitest'
import type { Audience, Reminder } from '../../../../src/domain/reminders/reminder.ts'
import { createPoster } from '../../../../src/slack/announcing/poster.ts'
import { createReminderAnnouncer } from '../../../../src/slack/announcing/reminder-announcer.ts'
import { sampleRequest } from '../../../support/sample-request.ts'
import { carol, channel, periodAbout, sampleReminder, sending } from '../messages/reminders/sample-reminders.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

type Opening = {
  slack?: Parameters<typeof startScriptedSlack>[0]
  isAllowed?: boolean
  undecided?: () => Promise<string[]>
}

async function open({ slack, isAllowed = true, undecided = async () => ['U0CAROL', 'U0DAVE'] }: Opening = {}) {
  const scripted = await startScriptedSlack(slack)
  const mayPost = async () => isAllowed
  const adminNotices = { tell: async () => {} }
  const announcer = createReminderAnnouncer(scripted.client, {
    label: () => 'Example US',
    undecided,
    mayPost,
    poster: createPoster(scripted.client, { mayPost, log: () => {}, adminNotices }),
  })
  return { announcer, ...scripted }
}

const request = sampleRequest({ card: { channel: 'C0CLOSE', ts: '1793725200.000300', round: 1 } })
const approval = sampleReminder({ kind: 'approval', request, isLast: false }, { audience: carol })
const period = sampleReminder(periodAbout())

test('a channel and a person get one message each', async () => {
  const { announcer, of } = await open()
  expect(await announcer.remind(channel, [period, period], sending)).toMatchObject({ channel: 'C0CLOSE' })
  expect(await announcer.remind(carol, [approval], sending)).toMatchObject({ channel: 'DU0CAROL' })
  expect(of('chat.postMessage')).toMatchObject([
    { channel: 'C0CLOSE', text: expect.stringContaining('ended Sat 31 Oct') },
    { channel: 'DU0CAROL', text: expect.stringContaining('of you and <@U0DAVE>') },
  ])
  expect(JSON.stringify(of('chat.postMessage')[1]?.blocks)).toContain('https://example.slack.com/1793725200.000300')
})

test('what Slack cannot look up just now does not keep a reminder from being sent', async () => {
  const { announcer, of } = await open({
    slack: ({ method }) => (method === 'chat.getPermalink' ? { status: 500, body: '' } : undefined),
    undecided: () => Promise.reject(new Error('busy')),
  })
  expect(await announcer.remind(carol, [approval], sending)).not.toBeNull()
  expect(of('chat.postMessage')).toMatchObject([{ text: expect.stringContaining('The card is in <#C0CLOSE>.') }])
})

test('what Slack refuses for good is null', async () => {
  const { announcer } = await open({
    slack: ({ method }) => (method === 'chat.postMessage' ? slackError('not_in_channel') : undefined),
  })
  expect(await announcer.remind(channel, [period], sending)).toBeNull()
})

const reached = async (audience: Audience, opening: Opening): Promise<boolean> => {
  const { announcer } = await open(opening)
  return announcer.mayReach(audience)
}

test('whether somebody can be reached is asked before anything is sent', async () => {
  expect(await reached(channel, {})).toBe(true)
  expect(await reached(channel, { isAllowed: false })).toBe(false)
  expect(await reached(carol, {})).toBe(true)
  expect(await reached(carol, { slack: () => slackError('user_disabled') })).toBe(false)
})

test('nothing about a request is looked up for a reminder of a period', async () => {
  const { announcer, calls } = await open({ undecided: () => Promise.reject(new Error('not asked')) })
  const reminders: Reminder[] = [period]
  await announcer.remind(channel, reminders, sending)
  expect(calls.map(({ method }) => method)).toEqual(['chat.postMessage'])
})

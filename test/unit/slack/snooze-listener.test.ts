import { expect, test } from 'vitest'
import { createSlackApp } from '../../../src/slack/app.ts'
import { type Asked, askedSchema } from '../../../src/slack/asked.ts'
import { readSnooze, writeSnooze } from '../../../src/slack/messages/reminders/snooze-choice.ts'
import { unchanging } from '../../support/unchanging.ts'
import { botToken, startScriptedSlack } from './scripted-slack.ts'
import { clickBody, now, signedEvent, signingSecret } from './signed-event.ts'

async function openApp() {
  const { slackApiUrl } = await startScriptedSlack()
  const handedOn: Asked[] = []
  const app = createSlackApp({
    signingSecrets: unchanging([signingSecret]),
    team: 'T0LOCAL',
    appId: 'A0LOCAL',
    slackApiUrl,
    botToken: unchanging(botToken),
    entities: [{ key: 'us', name: 'Example US', channel: 'C0CLOSE' }],
    now: () => now,
    today: () => now,
    log: () => {},
    handOn: async (asked) => void handedOn.push(askedSchema.parse(asked)),
  })
  return { send: (body: string) => app.handle(signedEvent(body)), handedOn }
}

/** A choice in a message, as Slack documents `block_actions` of a `static_select`. */
const chosen = (actionId: string, value: string, changes: Record<string, unknown> = {}) =>
  clickBody(actionId, '', {
    actions: [
      {
        type: 'static_select',
        action_id: actionId,
        block_id: 'b1',
        placeholder: { type: 'plain_text', text: 'Snooze', emoji: true },
        selected_option: { text: { type: 'plain_text', text: 'For 3 days', emoji: true }, value },
        action_ts: '1793725300.1',
      },
    ],
    ...changes,
  })

test.each(['snooze', 'snooze:12'])('a chosen time is handed on with what it is for (%s)', async (id) => {
  const { send, handedOn } = await openApp()
  expect(await send(chosen(id, '3-days us/period/8ad0'))).toEqual({ statusCode: 200, body: '' })
  expect(handedOn).toEqual([
    {
      kind: 'snooze',
      until: '3-days',
      subject: 'us/period/8ad0',
      messageId: expect.stringMatching(/^[0-9a-f]{32}$/),
      personId: 'U0BOB',
      channel: 'C0CLOSE',
      responseUrl: expect.stringContaining('https://hooks.slack.com/'),
    },
  ])
})

test('“Remind again” is handed on; from a list, with whose reminders they are', async () => {
  const { send, handedOn } = await openApp()
  await send(clickBody('snooze', 'none us/request/147'))
  await send(clickBody('snooze:2', 'none us/request/147 U0BOB'))
  expect(handedOn).toMatchObject([
    { kind: 'snooze', until: 'none', subject: 'us/request/147' },
    { kind: 'snooze', until: 'none', subject: 'us/request/147', audience: 'U0BOB' },
  ])
})

test('what somebody else wrote into a choice is nothing to act on', async () => {
  const { send, handedOn } = await openApp()
  for (const value of ['for ever us/period/8ad0', 'tomorrow', 'tomorrow us/period/8ad0 c0 d0']) {
    await send(chosen('snooze', value))
  }
  expect(handedOn).toEqual([])
})

test.each([
  { until: 'due-date', subject: 'us/period/402892c74c9193cd014c96bbe7c101f8' },
  { until: 'none', subject: 'eu/approvers/close', audience: 'C0CLOSE' },
] as const)('what a choice stands for is read as it was written: %j', (snooze) => {
  expect(readSnooze(writeSnooze(snooze))).toEqual(snooze)
})

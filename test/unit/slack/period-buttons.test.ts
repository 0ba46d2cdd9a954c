import { expect, test } from 'vitest'
import { checkView } from '../../../sim/slack/block-kit/blocks-check.ts'
import { createSlackApp } from '../../../src/slack/app.ts'
import { type Asked, askedSchema } from '../../../src/slack/asked.ts'
import { actionIds, callbackIds } from '../../../src/slack/ids.ts'
import { unchanging } from '../../support/unchanging.ts'
import { botToken, startScriptedSlack } from './scripted-slack.ts'
import { clickBody, now, signedEvent, signingSecret, submissionBody } from './signed-event.ts'

async function openApp() {
  const { slackApiUrl, of } = await startScriptedSlack()
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
  return { send: (body: string) => app.handle(signedEvent(body)), handedOn, of }
}

const privately = {
  container: { type: 'message', message_ts: '1.1', channel_id: 'C0CLOSE', is_ephemeral: true },
  message: undefined,
}

test.each([
  ['command:close', 'close id1 in us', privately, false],
  ['turn:list-more', 'list all page 2 in us', privately, true],
  ['turn:list-more', 'list all page 2 in us', {}, false],
])('a click on %s hands on “%s”, and replaces only what nobody else sees', async (id, command, changes, replaces) => {
  const { send, handedOn } = await openApp()
  expect(await send(clickBody(id, command, changes))).toEqual({ statusCode: 200, body: '' })
  expect(handedOn).toEqual([
    {
      kind: 'pressed',
      command,
      replacesOriginal: replaces,
      messageId: expect.stringMatching(/^[0-9a-f]{32}$/),
      personId: 'U0BOB',
      channel: 'C0CLOSE',
      responseUrl: expect.stringContaining('https://hooks.slack.com/'),
    },
  ])
})

test('a button without a command does nothing', async () => {
  const { send, handedOn } = await openApp()
  expect(await send(clickBody('command:close', ''))).toEqual({ statusCode: 200, body: '' })
  expect(handedOn).toEqual([])
})

const target = 'us#402892c74c9193cd014c96bbe7c101f8#Oct 2026'

test('Reopen… asks for the reason at once, because a trigger lives three seconds', async () => {
  const { send, handedOn, of } = await openApp()
  expect(await send(clickBody(actionIds.reopen, target, privately))).toEqual({ statusCode: 200, body: '' })
  const [opened] = of('views.open')
  expect(opened).toMatchObject({ trigger_id: '4.5.6', view: { callback_id: callbackIds.reopen } })
  expect(checkView(opened?.view)).toMatchObject({ kind: 'valid' })
  expect(handedOn).toEqual([])
})

test.each(['', 'us', 'us#id', 'US#id#name'])('a Reopen… with the value “%s” is not ours', async (value) => {
  const { send, of } = await openApp()
  expect(await send(clickBody(actionIds.reopen, value))).toHaveProperty('statusCode', 200)
  expect(of('views.open')).toEqual([])
})

const metadata = JSON.stringify({ target, channel: 'C0CLOSE' })
const typed = (value: string | null) => ({ reason: { reason: { type: 'plain_text_input', value } } })

test('a reason is handed on, trimmed, with the period it is for', async () => {
  const { send, handedOn } = await openApp()
  const body = submissionBody(callbackIds.reopen, { private_metadata: metadata, values: typed(' late invoice\n') })
  expect(await send(body)).toEqual({ statusCode: 200, body: '' })
  expect(handedOn).toEqual([
    {
      kind: 'reopening',
      entity: 'us',
      periodId: '402892c74c9193cd014c96bbe7c101f8',
      reason: 'late invoice',
      messageId: expect.any(String),
      personId: 'U0CAROL',
      channel: 'C0CLOSE',
    },
  ])
})

test.each([null, '', ' \n'])('without a reason (%j) the modal says so and stays open', async (value) => {
  const { send, handedOn } = await openApp()
  const answer = await send(submissionBody(callbackIds.reopen, { private_metadata: metadata, values: typed(value) }))
  expect(JSON.parse(answer.body ?? '')).toEqual({
    response_action: 'errors',
    errors: { reason: expect.stringContaining('Say why it has to be reopened') },
  })
  expect(handedOn).toEqual([])
})

import { expect, test } from 'vitest'
import { createSlackApp } from '../../../src/slack/app.ts'
import type { Asked } from '../../../src/slack/asked.ts'
import { unchanging } from '../../support/unchanging.ts'
import { startScriptedSlack } from './scripted-slack.ts'
import { clickBody, now, payload, signedEvent, signingSecret } from './signed-event.ts'

async function openApp(handOn?: () => Promise<void>) {
  const { slackApiUrl, of } = await startScriptedSlack()
  const asked: Asked[] = []
  const receiver = createSlackApp({
    signingSecrets: unchanging([signingSecret]),
    team: 'T0LOCAL',
    appId: 'A0LOCAL',
    slackApiUrl,
    botToken: unchanging('xoxb-unused'),
    entities: [],
    now: () => now,
    today: () => now,
    log: () => {},
    handOn: handOn ?? (async (one) => void asked.push(one)),
  })
  return { handle: receiver.handle.bind(receiver), asked, opened: () => of('views.open')[0]?.view }
}

/** As Slack documents `app_home_opened`. */
function openedEvent(tab: string) {
  const body = {
    token: 'deprecated',
    team_id: 'T0LOCAL',
    api_app_id: 'A0LOCAL',
    event: { type: 'app_home_opened', user: 'U0BOB', channel: 'D0BOB', tab, event_ts: '1793725300.000100' },
    type: 'event_callback',
    event_id: 'Ev0PV52K21',
    event_time: 1_793_725_300,
    authorizations: [{ enterprise_id: null, team_id: 'T0LOCAL', user_id: 'U0BELL', is_bot: true }],
  }
  return signedEvent(JSON.stringify(body), { contentType: 'application/json' })
}

test('a Home tab that was opened is handed on, the same delivery under the same id', async () => {
  const { handle, asked } = await openApp()
  expect(await handle(openedEvent('home'))).toEqual({ statusCode: 200, body: '' })
  await handle(openedEvent('home'))
  const messageId = asked[0]?.messageId ?? ''
  expect(messageId).toMatch(/^[0-9a-f]{32}$/)
  const one = { kind: 'home', messageId, personId: 'U0BOB', channel: '' }
  expect(asked).toEqual([one, one])
})

test('the Messages tab beside it is nothing to do', async () => {
  const { handle, asked } = await openApp()
  expect(await handle(openedEvent('messages'))).toEqual({ statusCode: 200, body: '' })
  expect(asked).toEqual([])
})

test('an event that could not be handed on is not answered with 200, so that Slack sends it again', async () => {
  const { handle } = await openApp(() => Promise.reject(new Error('Lambda does not answer')))
  expect(await handle(openedEvent('home'))).toEqual({ statusCode: 500, body: '' })
})

const home = {
  container: { type: 'view', view_id: 'V0HOME' },
  channel: undefined,
  message: undefined,
  response_url: undefined,
  view: {
    id: 'V0HOME',
    type: 'home',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Waiting for your decision: 1' } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '<@U0ALICE> asks for the close of Oct 2026 (Example US, US-0147).\n0 of 2' },
      },
      { type: 'section', fields: [{ type: 'mrkdwn', text: '*Status in Zuora*\nPending Close' }] },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '<@U0ALICE> asks for the reopen of Sep 2026 (Example US, US-0148).' },
      },
      { type: 'section', fields: [{ type: 'mrkdwn', text: '*Status in Zuora*\nClosed' }] },
    ],
  },
}

test('a click on Home names no channel and no address, and is handed on with the block that was pressed', async () => {
  const { handle, asked } = await openApp()
  await handle(signedEvent(clickBody('approve', 'us#147#1', home)))
  await handle(signedEvent(clickBody('command:close', 'close Oct 2026 in us', home)))
  expect(asked).toMatchObject([
    { kind: 'click', action: 'approve', channel: '', homeBlock: 'b1', responseUrl: null },
    { kind: 'pressed', command: 'close Oct 2026 in us', channel: '', homeBlock: 'b1', responseUrl: null },
  ])
})

function metadataOf(view: unknown): string {
  const isView = typeof view === 'object' && view !== null && 'private_metadata' in view
  return isView ? String(view.private_metadata) : ''
}

test('a modal opened from Home says what it is about, and its answer goes back there', async () => {
  const { handle, asked, opened } = await openApp()
  await handle(signedEvent(clickBody('reject', 'us#147#1', home)))
  expect(JSON.stringify(opened())).toContain(
    'Rejecting the close of Oct 2026 (Example US, US-0147). One rejection ends it; Oct 2026 stays in Pending Close',
  )
  const submitted = {
    type: 'view_submission',
    team: { id: 'T0LOCAL' },
    user: { id: 'U0BOB', team_id: 'T0LOCAL' },
    api_app_id: 'A0LOCAL',
    view: {
      ...{ id: 'V1', type: 'modal', callback_id: 'reject', blocks: [], hash: '1.a' },
      private_metadata: metadataOf(opened()),
      state: { values: { reason: { reason: { type: 'plain_text_input', value: 'Accruals are missing.' } } } },
    },
  }
  await handle(signedEvent(payload(submitted)))
  expect(asked).toMatchObject([{ kind: 'rejection', channel: '', homeBlock: 'b1', reason: 'Accruals are missing.' }])
})

import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createSlackApp } from '../../../src/slack/app.ts'
import { type Asked, askedSchema } from '../../../src/slack/asked.ts'
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

const askedModal = z.object({ private_metadata: z.string() })
const target = { key: { entity: 'us', number: 12 }, round: 1 }
const context = JSON.stringify({ target: 'us#12#1', channel: 'C0CLOSE' })

test.each(['explain-exception', 'explain-exception:12'])('“Explain…” opens a modal (%s)', async (id) => {
  const { send, handedOn, of } = await openApp()
  await send(clickBody(id, 'us#12#1'))
  expect(of('views.open')).toHaveLength(1)
  expect(handedOn).toEqual([])
})

test.each(['acknowledge-exception', 'acknowledge-exception:12'])('“Acknowledge” is handed on (%s)', async (id) => {
  const { send, handedOn } = await openApp()
  await send(clickBody(id, 'us#12#1'))
  expect(handedOn).toMatchObject([{ kind: 'acknowledgement', target, personId: 'U0BOB', channel: 'C0CLOSE' }])
})

test('the exception’s own message comes with the click, to be shown anew; a list of several does not', async () => {
  const { send, handedOn, of } = await openApp()
  for (const own of ['', ':12']) {
    await send(clickBody(`acknowledge-exception${own}`, 'us#12#1'))
    await send(clickBody(`explain-exception${own}`, 'us#12#1'))
  }
  for (const view of of('views.open').map(({ view }) => askedModal.parse(view))) {
    await send(submissionBody('explain-exception', { ...view, values: written('Erin') }))
  }
  const shown = handedOn.map((asked) => [asked.kind, 'shownAt' in asked ? asked.shownAt : null])
  expect(shown).toEqual([
    ['acknowledgement', '1793725200.000200'],
    ['acknowledgement', null],
    ['explanation', '1793725200.000200'],
    ['explanation', null],
  ])
})

test('what somebody else wrote into a button is nothing to act on', async () => {
  const { send, handedOn, of } = await openApp()
  await send(clickBody('acknowledge-exception', 'us#x'))
  await send(clickBody('explain-exception', ''))
  expect([handedOn, of('views.open')]).toEqual([[], []])
})

const written = (who: string) => ({
  who: { who: { type: 'plain_text_input', value: who } },
  why: { why: { type: 'plain_text_input', value: 'by mistake' } },
  ticket: { ticket: { type: 'plain_text_input', value: null } },
})

test('an explanation is handed on; pressed twice it is the same', async () => {
  const { send, handedOn } = await openApp()
  const body = (who: string) => submissionBody('explain-exception', { private_metadata: context, values: written(who) })
  for (const who of ['Erin', 'Erin', 'Dave']) await send(body(who))
  const explanation = { who: 'Erin', why: 'by mistake', ticket: '' }
  expect(handedOn[0]).toMatchObject({ kind: 'explanation', target, channel: 'C0CLOSE', explanation })
  expect(handedOn[1]?.messageId).toBe(handedOn[0]?.messageId)
  expect(handedOn[2]?.messageId).not.toBe(handedOn[0]?.messageId)
})

test('without who did it the modal says so and stays open', async () => {
  const { send, handedOn } = await openApp()
  const answer = await send(submissionBody('explain-exception', { private_metadata: context, values: written(' ') }))
  expect(JSON.parse(answer.body ?? '')).toMatchObject({
    response_action: 'errors',
    errors: { who: expect.any(String) },
  })
  expect(handedOn).toEqual([])
})

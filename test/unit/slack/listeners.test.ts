import { inspect } from 'node:util'
import { expect, test, vi } from 'vitest'
import { checkView } from '../../../sim/slack/block-kit/blocks-check.ts'
import { createSlackApp } from '../../../src/slack/app.ts'
import { type Asked, askedSchema } from '../../../src/slack/asked.ts'
import { actionIds, callbackIds } from '../../../src/slack/ids.ts'
import { unchanging } from '../../support/unchanging.ts'
import { botToken, slackError, startScriptedSlack } from './scripted-slack.ts'
import { clickBody, commandBody, now, signedEvent, signingSecret, submissionBody } from './signed-event.ts'

type Setup = { handOn?: (asked: Asked) => Promise<void>; slack?: Parameters<typeof startScriptedSlack>[0] }

async function openApp({ handOn, slack }: Setup = {}) {
  const { slackApiUrl, calls, of } = await startScriptedSlack(slack)
  const handedOn: Asked[] = []
  const logged: unknown[] = []
  const app = createSlackApp({
    signingSecrets: unchanging([signingSecret]),
    team: 'T0LOCAL',
    appId: 'A0LOCAL',
    slackApiUrl,
    botToken: unchanging(botToken),
    entities: [
      { key: 'us', name: 'Example US', channel: 'C0CLOSE' },
      { key: 'eu', name: 'Example EU', channel: 'C0EU' },
    ],
    now: () => now,
    today: () => now,
    log: (event, details) => logged.push({ event, details }),
    handOn: handOn ?? (async (asked) => void handedOn.push(askedSchema.parse(asked))),
  })
  return { send: (body: string) => app.handle(signedEvent(body)), handedOn, logged, calls, of }
}

const fails = async () => {
  throw new Error('no 202')
}

test.each(['', 'help', ' HELP '])('“/period %s” is answered at once with the usage, privately', async (text) => {
  const { send, handedOn, calls } = await openApp()
  const answer = await send(commandBody(text))
  const said = JSON.parse(answer.body ?? '')
  expect(said).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('`/period close Oct 2026') })
  expect(handedOn).toEqual([])
  expect(calls).toEqual([])
})

test('the usage names the command as it was typed', async () => {
  const { send } = await openApp()
  const answer = await send(commandBody('help', { command: '/period-sandbox' }))
  expect(JSON.parse(answer.body ?? '').text).toContain('`/period-sandbox list`')
})

test('a command by another name than the configured one is not carried out: what it led to would name another bot', async () => {
  const { send, handedOn } = await openApp()
  const answer = await send(commandBody('close next', { command: '/period-sandbox' }))
  const { text, response_type } = JSON.parse(answer.body ?? '')
  expect(text).toBe(
    'Nothing was done: you typed `/period-sandbox`, and closing-bell.yml says that this bot’s command is `/period`. Whoever runs it sets `slack.command` there to what the Slack app says, or the other way round.',
  )
  expect(response_type).toBe('ephemeral')
  expect(handedOn).toEqual([])
})

test('what is not understood is answered at once, with the nearest command', async () => {
  const { send, handedOn } = await openApp()
  const answer = await send(commandBody('clsoe Oct 2026'))
  const { text, response_type } = JSON.parse(answer.body ?? '')
  expect(text).toContain('“clsoe Oct 2026”')
  expect(text).toContain('Did you mean `/period close Oct 2026`?')
  expect(response_type).toBe('ephemeral')
  expect(handedOn).toEqual([])
})

test('what is not understood is shown escaped, also where it is suggested: nobody is pinged', async () => {
  const { send } = await openApp()
  // Slack sends what a person typed as text, `<!channel>` included, as entities.
  const answer = await send(commandBody('clsoe &lt;!channel&gt; &amp; co'))
  const { text } = JSON.parse(answer.body ?? '')
  expect(text).toContain('“clsoe &lt;!channel&gt; &amp; co”')
  expect(text).toContain('Did you mean `/period close &lt;!channel&gt; &amp; co`?')
  expect(answer.body).not.toContain('<!channel>')
})

test('names and entities in a command are handed on as they were typed', async () => {
  const { send, handedOn } = await openApp()
  await send(commandBody('close Q1 &amp; Q2 note: ask <@U012|carol>'))
  expect(handedOn).toMatchObject([{ text: 'close Q1 & Q2 note: ask @carol' }])
})

test('a command is handed on before it is acked', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const order: string[] = []
  const { send } = await openApp({
    handOn: async () => {
      order.push('handing on')
      await promise
      order.push('handed on')
    },
  })
  const answered = send(commandBody('close Oct 2026')).then(() => order.push('acked'))
  await expect.poll(() => order).toEqual(['handing on'])
  resolve()
  await answered
  expect(order).toEqual(['handing on', 'handed on', 'acked'])
})

test('a command is handed on with who, where and what', async () => {
  const { send, handedOn } = await openApp()
  expect(await send(commandBody('close Oct 2026 note: done'))).toEqual({ statusCode: 200, body: '' })
  expect(handedOn).toEqual([
    {
      kind: 'command',
      messageId: expect.stringMatching(/^[0-9a-f]{32}$/),
      personId: 'U0ALICE',
      channel: 'C0CLOSE',
      text: 'close Oct 2026 note: done',
      responseUrl: 'https://hooks.slack.com/actions/T0LOCAL/1/secret-address',
    },
  ])
})

test.each([
  ['a command', commandBody('close Oct 2026')],
  ['a click', clickBody(actionIds.approve, 'us#147#1')],
  [
    'a rejection',
    submissionBody(callbackIds.reject, {
      private_metadata: JSON.stringify({ target: 'us#147#1', channel: 'C0CLOSE' }),
      values: { reason: { reason: { type: 'plain_text_input', value: 'Not yet' } } },
    }),
  ],
])('%s that cannot be handed on is answered with 500, so that Slack tells the person', async (_what, body) => {
  const shown = vi.spyOn(console, 'error').mockReturnValue()
  const { send, logged } = await openApp({ handOn: fails })
  expect(await send(body)).toEqual({ statusCode: 500, body: '' })
  expect(logged).toHaveLength(1)
  const printed = inspect([logged, shown.mock.calls], { depth: 20 })
  expect(printed).not.toContain('secret-address')
  expect(printed).not.toContain(signingSecret)
  expect(printed).not.toContain(botToken)
})

test('the person that something is handed to comes with their id', async () => {
  const { send, handedOn } = await openApp()
  await send(commandBody('delegate <@U0CAROL|carol> from 2026-11-03 to 2026-11-10'))
  expect(handedOn).toMatchObject([{ text: 'delegate <@U0CAROL|carol> from 2026-11-03 to 2026-11-10' }])
})

test.each([
  [actionIds.approve, 'approve'],
  [actionIds.cancel, 'cancel'],
  [actionIds.withdraw, 'withdraw'],
  [actionIds.stop, 'stop'],
  [actionIds.checkAgain, 'check-again'],
  [actionIds.setBack, 'set-back'],
  [actionIds.nudge, 'nudge'],
  [actionIds.takeOver, 'take-over'],
  [`${actionIds.endDelegation}:147`, 'end-delegation'],
])('a click on %s is handed on for its request and round', async (actionId, action) => {
  const { send, handedOn } = await openApp()
  expect(await send(clickBody(actionId, 'us#147#2'))).toEqual({ statusCode: 200, body: '' })
  expect(handedOn).toMatchObject([
    {
      kind: 'click',
      action,
      target: { key: { entity: 'us', number: 147 }, round: 2 },
      personId: 'U0BOB',
      channel: 'C0CLOSE',
      responseUrl: 'https://hooks.slack.com/actions/T0LOCAL/1/secret-address',
    },
  ])
})

test('a click on Stop is handed on with the hold that it would end', async () => {
  const { send, handedOn } = await openApp()
  await send(clickBody(actionIds.stop, 'us#147#2#1793632800000'))
  const target = { key: { entity: 'us', number: 147 }, round: 2, heldUntil: 1_793_632_800_000 }
  expect(handedOn).toMatchObject([{ action: 'stop', target }])
})

test('two clicks of one person are two messages; the same click delivered twice is one', async () => {
  const { send, handedOn } = await openApp()
  const first = clickBody(actionIds.approve, 'us#147#1')
  await send(first)
  await send(first)
  await send(clickBody(actionIds.approve, 'us#147#1', { trigger_id: '5.5.5' }))
  const [a, b, c] = handedOn.map(({ messageId }) => messageId)
  expect(b).toBe(a)
  expect(c).not.toBe(a)
})

test.each(['', 'approve', 'us#147', '#147#1', 'us#147#1#9', 'us#x#1', '{"key":"us"}'])(
  'a button with the value “%s” is not ours: nothing is done, and the click is acked',
  async (value) => {
    const { send, handedOn, calls } = await openApp()
    expect(await send(clickBody(actionIds.approve, value))).toHaveProperty('statusCode', 200)
    expect(await send(clickBody(actionIds.reject, value))).toHaveProperty('statusCode', 200)
    expect(handedOn).toEqual([])
    expect(calls).toEqual([])
  },
)

test('a click on a link needs nothing but an ack', async () => {
  const { send, handedOn } = await openApp()
  expect(await send(clickBody(actionIds.openLink, ''))).toHaveProperty('statusCode', 200)
  expect(handedOn).toEqual([])
})

test('Reject… opens the modal at once, because a trigger lives three seconds', async () => {
  const { send, handedOn, of } = await openApp()
  expect(await send(clickBody(actionIds.reject, 'us#147#1'))).toEqual({ statusCode: 200, body: '' })
  const [opened] = of('views.open')
  expect(opened).toMatchObject({ trigger_id: '4.5.6', view: { callback_id: callbackIds.reject } })
  expect(checkView(opened?.view)).toMatchObject({ kind: 'valid' })
  expect(handedOn).toEqual([])
})

test.each([
  ['Slack says no', () => slackError('expired_trigger_id')],
  ['Slack breaks', () => ({ status: 503 })],
  ['Slack does not answer', () => null],
])('when the modal cannot be opened because %s, the person is told, and no token is printed', async (_what, slack) => {
  const shown = vi.spyOn(console, 'error').mockReturnValue()
  const { send, logged } = await openApp({ slack })
  expect(await send(clickBody(actionIds.reject, 'us#147#1'))).toEqual({ statusCode: 500, body: '' })
  expect(inspect([logged, shown.mock.calls], { depth: 20 })).not.toContain(botToken)
})

const metadata = JSON.stringify({ target: 'us#147#1', channel: 'C0CLOSE' })
const typed = (value: string | null) => ({ reason: { reason: { type: 'plain_text_input', value } } })

test('a rejection is handed on with its reason, trimmed', async () => {
  const { send, handedOn } = await openApp()
  const body = submissionBody(callbackIds.reject, {
    private_metadata: metadata,
    values: typed('  Accruals missing \n'),
  })
  expect(await send(body)).toEqual({ statusCode: 200, body: '' })
  expect(handedOn).toEqual([
    {
      kind: 'rejection',
      target: { key: { entity: 'us', number: 147 }, round: 1 },
      channel: 'C0CLOSE',
      reason: 'Accruals missing',
      messageId: expect.any(String),
      personId: 'U0CAROL',
    },
  ])
})

test.each([null, '', '   \n'])('a rejection without a reason (%j) is answered in the modal', async (value) => {
  const { send, handedOn } = await openApp()
  const answer = await send(submissionBody(callbackIds.reject, { private_metadata: metadata, values: typed(value) }))
  expect(JSON.parse(answer.body ?? '')).toEqual({
    response_action: 'errors',
    errors: { reason: expect.stringContaining('Say why') },
  })
  expect(handedOn).toEqual([])
})

test.each(['', '{', '{}', JSON.stringify({ target: 'x', channel: 'C0CLOSE' })])(
  'a modal with the metadata “%s” is not ours: nothing is done',
  async (private_metadata) => {
    const { send, handedOn } = await openApp()
    const body = submissionBody(callbackIds.reject, { private_metadata, values: typed('Not yet') })
    expect(await send(body)).toHaveProperty('statusCode', 200)
    expect(handedOn).toEqual([])
  },
)

test("the app asks Slack nothing when it starts and nothing that a click's answer does not need", async () => {
  const { send, calls } = await openApp()
  await send(commandBody('list'))
  await send(clickBody(actionIds.approve, 'us#147#1'))
  expect(calls).toEqual([])
})

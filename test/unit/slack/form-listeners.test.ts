import { inspect } from 'node:util'
import { expect, test, vi } from 'vitest'
import { checkView } from '../../../sim/slack/block-kit/blocks-check.ts'
import { createSlackApp } from '../../../src/slack/app.ts'
import { type Asked, askedSchema } from '../../../src/slack/asked.ts'
import { actionIds, callbackIds } from '../../../src/slack/ids.ts'
import { periodForm } from '../../../src/slack/messages/forms/period-form.ts'
import type { FormPrepared } from '../../../src/usecases/forms/prepare-form.ts'
import { sampleCreate, sampleDates, sampleEdit } from '../../support/forms.ts'
import { unchanging } from '../../support/unchanging.ts'
import { label } from './messages/check-message.ts'
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

const fails = () => Promise.reject(new Error('no 202'))
const ok = { statusCode: 200, body: '' }

test.each([
  ['create', { form: 'create', reference: '', entity: null }],
  ['create in eu', { form: 'create', reference: '', entity: 'eu' }],
  ['edit Oct 2026', { form: 'edit', reference: 'Oct 2026', entity: null }],
  ['dates Oct 2026 in eu', { form: 'dates', reference: 'Oct 2026', entity: 'eu' }],
])('/period %s opens a modal at once and hands on what it is to be filled with', async (text, expected) => {
  const { send, handedOn, of } = await openApp()
  expect(await send(commandBody(text))).toEqual(ok)
  const [opened] = of('views.open')
  expect(opened).toMatchObject({ trigger_id: '1.2.3' })
  expect(checkView(opened?.view)).toMatchObject({ kind: 'valid' })
  const view = { viewId: 'V0MODAL', viewHash: '1.opened' }
  const from = { messageId: expect.any(String), personId: 'U0ALICE', channel: 'C0CLOSE' }
  expect(handedOn).toEqual([{ kind: 'form', ...expected, ...view, ...from }])
})

test.each([actionIds.openForm, `${actionIds.openForm}:dates`])('a button “%s” does the same', async (actionId) => {
  const { send, handedOn, of } = await openApp()
  expect(await send(clickBody(actionId, 'dates Oct 2026'))).toEqual(ok)
  expect(of('views.open')).toMatchObject([{ trigger_id: '4.5.6' }])
  const from = { personId: 'U0BOB', channel: 'C0CLOSE' }
  expect(handedOn).toMatchObject([{ kind: 'form', form: 'dates', reference: 'Oct 2026', viewId: 'V0MODAL', ...from }])
})

test('a button with another command opens nothing', async () => {
  const { send, calls, handedOn } = await openApp()
  expect(await send(clickBody(actionIds.openForm, 'close Oct 2026'))).toEqual(ok)
  expect(calls).toEqual([])
  expect(handedOn).toEqual([])
})

test('the same command delivered twice opens one modal and hands on once', async () => {
  let opened = 0
  const slack = ({ method }: { method: string }) =>
    method === 'views.open' && opened++ > 0 ? slackError('exchanged_trigger_id') : undefined
  const { send, handedOn } = await openApp({ slack })
  expect(await send(commandBody('create'))).toEqual(ok)
  expect(await send(commandBody('create'))).toEqual(ok)
  expect(handedOn).toHaveLength(1)
})

test.each([
  ['Slack says no', () => slackError('expired_trigger_id')],
  ['Slack breaks', () => ({ status: 503 })],
  ['Slack does not say which it opened', () => ({ body: { ok: true } })],
])(
  'when the modal cannot be opened because %s, nothing is handed on and Slack tells the person',
  async (_what, slack) => {
    const shown = vi.spyOn(console, 'error').mockReturnValue()
    const { send, handedOn, logged } = await openApp({ slack })
    expect(await send(commandBody('create'))).toEqual({ statusCode: 500, body: '' })
    expect(handedOn).toEqual([])
    expect(inspect([logged, shown.mock.calls], { depth: 20 })).not.toContain(botToken)
  },
)

test.each([
  ['and Slack takes it', undefined],
  ['and when Slack does not take it, no other fault hides the first', slackError('not_found')],
])('a modal that nobody will fill says so, %s', async (_what, answer) => {
  vi.spyOn(console, 'error').mockReturnValue()
  const slack = ({ method }: { method: string }) => (method === 'views.update' ? answer : undefined)
  const { send, of, logged } = await openApp({ handOn: fails, slack })
  expect(await send(commandBody('edit Oct 2026'))).toEqual({ statusCode: 500, body: '' })
  const [update] = of('views.update')
  expect(update).toMatchObject({ view_id: 'V0MODAL', hash: '1.opened' })
  expect(JSON.stringify(update)).toContain('Nothing was done: the part of this bot that talks to Zuora')
  expect(checkView(update?.view)).toMatchObject({ kind: 'valid' })
  expect(logged).toHaveLength(1)
})

type Entered = {
  name?: string | null
  startDate?: string | null
  endDate?: string | null
  fiscalYear?: string | null
  fiscalQuarter?: string
  notes?: string | null
}

/** What Slack sends of a form: what it was filled with, but for what the person entered. */
function submitted(prepared: FormPrepared, entered: Entered = {}, changes = {}) {
  const { private_metadata = '', blocks } = periodForm(prepared, { label, channel: 'C0HERE' })
  const values = Object.fromEntries(
    blocks.flatMap((block) =>
      'element' in block ? [[block.block_id, { [block.block_id ?? '']: stateOf(block.element, entered) }]] : [],
    ),
  )
  return submissionBody(callbackIds.form, { private_metadata, values, ...changes })
}

function stateOf(element: object, entered: Record<string, string | null>): object {
  const { type, action_id, initial_value, initial_date, initial_option }: Record<string, unknown> = { ...element }
  const given = entered[String(action_id)]
  if (type === 'datepicker') return { type, selected_date: given === undefined ? (initial_date ?? null) : given }
  if (type === 'static_select')
    return { type, selected_option: given === undefined ? initial_option : { value: given } }
  return { type, value: given === undefined ? (initial_value ?? null) : given }
}

const from = { messageId: expect.stringMatching(/^[0-9a-f]{32}$/), personId: 'U0CAROL', channel: 'C0HERE' }

test('a new period is handed on with everything that was entered', async () => {
  const { send, handedOn } = await openApp()
  expect(await send(submitted(sampleCreate(), { name: '  <!channel> *Nov*  ', notes: ' Late \n' }))).toEqual(ok)
  const dates = { startDate: '2026-11-01', endDate: '2026-11-30' }
  const fields = { name: '<!channel> *Nov*', ...dates, fiscalYear: 2026, fiscalQuarter: 4, notes: 'Late' }
  expect(handedOn).toEqual([{ kind: 'change', action: 'create', entity: 'us', periodId: null, fields, ...from }])
})

test('what a new period does not need is not sent', async () => {
  const { send, handedOn } = await openApp()
  await send(submitted(sampleCreate(), { fiscalQuarter: 'none', notes: '  ' }))
  expect(handedOn).toMatchObject([{ fields: { name: 'Nov 2026' } }])
  expect(Object.keys(handedOn[0]?.kind === 'change' ? handedOn[0].fields : {})).toEqual([
    'name',
    'startDate',
    'endDate',
    'fiscalYear',
  ])
})

const noted = sampleEdit({ period: { ...sampleEdit().period, notes: 'As it was' } })

test.each<[string, Entered, object]>([
  ['notes', { notes: 'Waits for the bank' }, { notes: 'Waits for the bank' }],
  ['notes taken away', { notes: null }, { notes: null }],
  ['a name', { name: 'October 2026' }, { name: 'October 2026' }],
  ['the case of a name', { name: 'OCT 2026' }, { name: 'OCT 2026' }],
  ['a year and a quarter', { fiscalYear: '2027', fiscalQuarter: '1' }, { fiscalYear: 2027, fiscalQuarter: 1 }],
  ['no quarter', { fiscalQuarter: 'none' }, { fiscalQuarter: null }],
])('of an edit only what was changed is handed on: %s', async (_what, entered, fields) => {
  const { send, handedOn } = await openApp()
  expect(await send(submitted(noted, entered))).toEqual(ok)
  const periodId = noted.period.id
  expect(handedOn).toEqual([{ kind: 'change', action: 'update', entity: 'us', periodId, fields, ...from }])
})

const earliest = sampleDates({ facts: { ...sampleDates().facts, isEarliest: true } })

test('of a change of dates only the date that moved is handed on', async () => {
  const { send, handedOn } = await openApp()
  await send(submitted(sampleDates(), { endDate: '2026-11-03' }))
  await send(submitted(earliest, { startDate: '2026-09-28' }))
  expect(handedOn).toMatchObject([
    { action: 'update-dates', periodId: sampleDates().period.id, fields: { endDate: '2026-11-03' } },
    { action: 'update-dates', fields: { startDate: '2026-09-28' } },
  ])
})

const long = 'x'.repeat(101)

test.each<[string, FormPrepared, Entered, Record<string, string>]>([
  ['no name', sampleCreate(), { name: '  ' }, { name: 'This is needed.' }],
  ['a name of 101 characters', sampleCreate(), { name: long }, { name: 'At most 100 characters; these are 101.' }],
  [
    'a name that is taken',
    sampleCreate(),
    { name: 'sep 2026' },
    { name: 'Another accounting period has this name; names are unique.' },
  ],
  ['no end', sampleCreate(), { endDate: null }, { endDate: 'This is needed.' }],
  [
    'a date that does not exist',
    sampleCreate(),
    { endDate: '2026-11-31' },
    { endDate: '“2026-11-31” is no date that exists. Write it as 2026-11-30.' },
  ],
  [
    'an end before the start',
    sampleCreate(),
    { endDate: '2026-10-31' },
    { endDate: 'It must not end before it starts.' },
  ],
  [
    'a gap',
    sampleCreate(),
    { startDate: '2026-11-02' },
    { startDate: 'That leaves a gap. Accounting periods are contiguous: this one starts Sun 1 Nov 2026.' },
  ],
  [
    'an overlap',
    sampleCreate(),
    { startDate: '2026-10-31' },
    { startDate: 'That overlaps another period. Accounting periods are contiguous: this one starts Sun 1 Nov 2026.' },
  ],
  ['year 26', sampleCreate(), { fiscalYear: '26' }, { fiscalYear: 'A year of four digits, as 2026.' }],
  ['no year', sampleCreate(), { fiscalYear: null }, { fiscalYear: 'This is needed.' }],
  [
    'notes of 256 characters',
    sampleCreate(),
    { notes: 'n'.repeat(256) },
    { notes: 'At most 255 characters; these are 256.' },
  ],
  ['an edit without a name', noted, { name: null }, { name: 'This is needed.' }],
  [
    'an edit with a name that is taken',
    noted,
    { name: 'Nov 2026' },
    { name: 'Another accounting period has this name; names are unique.' },
  ],
  ['an edit with a name of 101 characters', noted, { name: long }, { name: 'At most 100 characters; these are 101.' }],
  ['an edit with year 26', noted, { fiscalYear: '26' }, { fiscalYear: 'A year of four digits, as 2026.' }],
  ['an edit with quarter 5', noted, { fiscalQuarter: '5' }, { fiscalQuarter: 'A quarter is Q1, Q2, Q3 or Q4.' }],
  [
    'an edit with notes of 256 characters',
    noted,
    { notes: 'n'.repeat(256) },
    { notes: 'At most 255 characters; these are 256.' },
  ],
  [
    'an edit that changes nothing',
    noted,
    { notes: ' As it was ' },
    { name: 'Nothing was changed. Change this or another field, or press Cancel.' },
  ],
  [
    'dates that are as they are',
    sampleDates(),
    {},
    { endDate: 'That is how it is already. Pick another date, or press Cancel.' },
  ],
  [
    'an end before the start of a period',
    sampleDates(),
    { endDate: '2026-09-30' },
    { endDate: 'It must not end before it starts.' },
  ],
  [
    'nothing left of the next period',
    sampleDates(),
    { endDate: '2026-11-30' },
    { endDate: 'Nov 2026 ends on Mon 30 Nov 2026 and must keep at least a day: end before that.' },
  ],
])('%s is answered at the field, and nothing is handed on', async (_what, prepared, entered, errors) => {
  const { send, handedOn } = await openApp()
  const { body } = await send(submitted(prepared, entered))
  expect(JSON.parse(body ?? '')).toEqual({ response_action: 'errors', errors })
  expect(handedOn).toEqual([])
})

test('several mistakes are answered together, each at its field', async () => {
  const { send } = await openApp()
  const { body } = await send(
    submitted(sampleCreate(), { name: '', endDate: null, fiscalYear: '26', notes: 'n'.repeat(300) }),
  )
  expect(Object.keys(JSON.parse(body ?? '').errors).sort()).toEqual(['endDate', 'fiscalYear', 'name', 'notes'])
})

test('names in what is said at a field are shown as they are: Slack reads no markup there', async () => {
  const { send } = await openApp()
  const next = { name: '<Q4> & *more*', endDate: '2026-11-30' }
  const { body } = await send(
    submitted(sampleDates({ facts: { ...sampleDates().facts, next } }), { endDate: '2026-12-01' }),
  )
  expect(JSON.parse(body ?? '').errors.endDate).toContain('<Q4> & *more* ends on')
})

test('submitted twice it is one message; with another value it is another', async () => {
  const { send, handedOn } = await openApp()
  await send(submitted(sampleCreate()))
  await send(submitted(sampleCreate()).replace('7.8.9', '9.9.9'))
  await send(submitted(sampleCreate(), { notes: 'More' }))
  const [a, b, c] = handedOn.map(({ messageId }) => messageId)
  expect(b).toBe(a)
  expect(c).not.toBe(a)
})

test('a submission that cannot be handed on is answered with 500: the form stays open with what was entered', async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  const { send } = await openApp({ handOn: fails })
  expect(await send(submitted(sampleCreate()))).toEqual({ statusCode: 500, body: '' })
})

test.each(['', '{', '{}'])('a form with the metadata “%s” is not ours: nothing is done', async (private_metadata) => {
  const { send, handedOn } = await openApp()
  expect(await send(submitted(sampleCreate(), {}, { private_metadata }))).toEqual(ok)
  expect(handedOn).toEqual([])
})

test('a form of an entity that is not known is not opened: the question is the answer, and its buttons open it', async () => {
  const { send, handedOn, calls } = await openApp()
  const answer = JSON.parse((await send(commandBody('edit Oct 2026', { channel_id: 'C0OTHER' }))).body ?? '')
  expect(answer).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('which entity') })
  expect(JSON.stringify(answer.blocks)).toContain('"value":"edit Oct 2026 in eu"')
  const unknown = JSON.parse((await send(commandBody('create in nowhere'))).body ?? '')
  expect(unknown.text).toContain('there is no entity “nowhere”')
  expect({ handedOn, calls }).toEqual({ handedOn: [], calls: [] })
})

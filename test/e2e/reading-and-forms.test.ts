import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { leadsToCard, openCard, outcomeOf, press } from './close-requests.ts'
import { quietExample } from './example-config.ts'
import { type Program, startProgram } from './program.ts'
import type { Shown } from './slack-people.ts'
import { waitFor } from './wait-for.ts'

let program: Program
let directory: string
/** Of the periods: the last that is closed, the first that is not, and the one that follows it. */
let lastClosed: string
let next: string
let after: string

/** The example, with changes of dates that need no approval. */
function writeConfig(): string {
  const path = join(directory, 'closing-bell.yml')
  writeFileSync(path, quietExample().replace(/^ +update-dates:.*$/m, '    update-dates: { approvals: 0 }'))
  return path
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'closing-bell-forms-'))
  program = await startProgram({ environment: { CLOSING_BELL_CONFIG: writeConfig() } })
  const names = (await program.zuora.periods()).map(({ name }) => name)
  next = (await program.zuora.earliestNotClosed()).name
  ;[lastClosed = '', , after = ''] = names.slice(names.indexOf(next) - 1)
})
afterEach(async () => {
  for (const { id } of await program.slack.modals('U0ALICE')) await program.slack.close('U0ALICE', id)
})
afterAll(async () => {
  await program?.stop()
  rmSync(directory, { recursive: true, force: true })
})

type Modal = Awaited<ReturnType<Program['slack']['modals']>>[number]

/** Types the command and waits until the modal that is loading shows what it was opened for. */
async function open(command: string, shows: 'a form' | 'a message', user = 'U0ALICE'): Promise<Modal> {
  await program.slack.type(user, command)
  return waitFor(`${shows} in a modal`, async () => {
    const [modal] = await program.slack.modals(user)
    const hasInputs = modal?.blocks.some(({ type }) => type === 'input')
    const isLoading = JSON.stringify(modal).includes('Looking at the calendar')
    return modal && !isLoading && hasInputs === (shows === 'a form') ? modal : undefined
  })
}

/** What a field was filled with. */
function filled({ blocks }: Modal, field: string): unknown {
  const element = blocks.find(({ block_id }) => block_id === field)?.element
  const initial = Object.entries(element ?? {}).find(([key]) => key.startsWith('initial_'))
  return initial?.[1]
}

const references = new Set<string>()
const referenceIn = ({ text }: Shown) => /^(US-\d{4}): .* is under way/.exec(text)?.[1] ?? ''

/** Submits, and returns the request that it became. The answer to a form before may come twice, and late. */
async function request(modal: Modal, values: Record<string, string>) {
  const submit = async () => {
    expect(await program.slack.submit('U0ALICE', modal.id, values)).toMatchObject({ kind: 'closed' })
  }
  const isNew = (answer: Shown) => referenceIn(answer) !== '' && !references.has(referenceIn(answer))
  const reference = referenceIn(await program.slack.isAnswered('U0ALICE', submit, isNew))
  references.add(reference)
  return reference
}

/** The last periods that have an end, latest first. */
async function lastPeriods() {
  const dated = (await program.zuora.periods()).flatMap((it) =>
    it.endDate === null ? [] : [{ ...it, endDate: it.endDate }],
  )
  const [last, before] = dated.reverse()
  if (!last || !before) throw new Error('there are no two periods')
  return { last, before }
}

const dayAfter = (date: string, days = 1) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
const outcome = (reference: string) => outcomeOf(program, { reference })

test('a new period is proposed as the calendar goes on, and created in Zuora', async () => {
  const { last } = await lastPeriods()
  const modal = await open('/period create', 'a form')
  const startDate = dayAfter(last.endDate)
  expect(filled(modal, 'startDate')).toBe(startDate)
  const month = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' })
  expect(filled(modal, 'name')).toBe(month.format(new Date(startDate)))
  await program.slack.deliverTwice(1)
  const reference = await request(modal, { name: 'Next <!channel> & *month*', notes: 'Made in Slack' })
  const { text, words } = await outcome(reference)
  expect(text).toContain('&lt;!channel&gt;')
  expect(text).not.toContain('<!channel>')
  expect(words).toContain('*Notes:* Made in Slack')
  const created = await program.zuora.period('Next <!channel> & *month*')
  expect(created).toMatchObject({
    startDate,
    endDate: filled(modal, 'endDate'),
    status: 'Open',
    notes: 'Made in Slack',
  })
  expect(await program.zuora.effects()).toEqual([{ what: 'create', by: 'api', trackId: reference }])
})

test('notes are edited, and nothing else is sent', async () => {
  const { name } = await program.zuora.earliestNotClosed()
  const modal = await open(`/period edit ${name}`, 'a form')
  expect(filled(modal, 'name')).toBe(name)
  const reference = await request(modal, { notes: 'Waits for the bank' })
  expect((await outcome(reference)).words).toContain('*Notes:* Waits for the bank')
  expect(await program.zuora.period(name)).toMatchObject({ name, notes: 'Waits for the bank', status: 'Open' })
})

test('an end date is moved, and the start of the next period with it', async () => {
  // Where revenue is recognised by the month, Zuora takes nothing but months.
  await program.zuora.sets({ monthlyRecognition: false })
  const { last, before } = await lastPeriods()
  const modal = await open(`/period dates ${before.name}`, 'a form')
  expect(JSON.stringify(modal.blocks)).toContain('moves along')
  const endDate = dayAfter(before.endDate, 3)
  const reference = await request(modal, { endDate })
  expect((await outcome(reference)).words).toContain(before.name)
  expect(await program.zuora.period(before.name)).toMatchObject({ startDate: before.startDate, endDate })
  expect(await program.zuora.period(last.name)).toMatchObject({ startDate: dayAfter(endDate), endDate: last.endDate })
})

test('each mistake in a new period is answered at its field, and the form stays open with what was entered', async () => {
  const { last } = await lastPeriods()
  const modal = await open('/period create', 'a form')
  const at = async (values: Record<string, string>) => {
    const answer = await program.slack.submit('U0ALICE', modal.id, values)
    return Object.entries(answer.errors).map(([field, text]) => `${field}: ${text}`)
  }
  const startDate = dayAfter(last.endDate)
  const contiguous = expect.stringMatching(/^startDate: That (leaves a gap|overlaps).*contiguous/)
  expect(await at({ name: 'New', startDate: dayAfter(startDate) })).toEqual([contiguous])
  expect(await at({ startDate: last.endDate })).toEqual([contiguous])
  expect(await at({ startDate, endDate: last.endDate })).toEqual(['endDate: It must not end before it starts.'])
  expect(await at({ endDate: dayAfter(startDate, 20), name: 'x'.repeat(101) })).toEqual([
    'name: At most 100 characters; these are 101.',
  ])
  expect(await at({ name: last.name })).toEqual([expect.stringContaining('name: Another accounting period')])
  expect(await at({ name: 'New', fiscalYear: '26' })).toEqual(['fiscalYear: A year of four digits, as 2026.'])
  expect(await at({ fiscalYear: '2027', notes: 'n'.repeat(256) })).toEqual([
    'notes: At most 255 characters; these are 256.',
  ])
  expect(await program.slack.modals('U0ALICE')).toHaveLength(1)
})

test('each mistake in an edit and in dates is answered at its field', async () => {
  const { last, before } = await lastPeriods()
  const edit = await open(`/period edit ${before.name}`, 'a form')
  const unchanged = await program.slack.submit('U0ALICE', edit.id, {})
  expect(unchanged.errors).toEqual({ name: expect.stringContaining('Nothing was changed.') })
  const taken = await program.slack.submit('U0ALICE', edit.id, { name: last.name })
  expect(taken.errors).toEqual({ name: expect.stringContaining('names are unique') })
  await program.slack.close('U0ALICE', edit.id)

  const dates = await open(`/period dates ${before.name}`, 'a form')
  const same = await program.slack.submit('U0ALICE', dates.id, {})
  expect(same.errors).toEqual({ endDate: expect.stringContaining('That is how it is already.') })
  const tooFar = await program.slack.submit('U0ALICE', dates.id, { endDate: last.endDate })
  expect(tooFar.errors).toEqual({ endDate: expect.stringContaining('must keep at least a day') })
})

test('where there is nothing to fill in, the modal says why and what to do', async () => {
  const { slack, zuora } = program
  const [closed] = await zuora.periods()
  const fixed = await open(`/period dates ${closed?.name}`, 'a message')
  expect(JSON.stringify(fixed)).toContain('Zuora changes the dates of open periods only')
  await slack.close('U0ALICE', fixed.id)
  const unknown = await open('/period edit Oct 2099', 'a message')
  expect(JSON.stringify(unknown)).toContain('Nothing was done: there is no accounting period “Oct 2099”.')
  const stranger = await open('/period create', 'a message', 'U0BOB')
  expect(JSON.stringify(stranger)).toContain('Nothing was done: only')
})

test('a modal that is closed while it loads is left closed, and the bot goes on', async () => {
  const { slack } = program
  await slack.type('U0ALICE', '/period create')
  for (const { id } of await slack.modals('U0ALICE')) await slack.close('U0ALICE', id)
  expect(await slack.isTold('U0ALICE', () => slack.type('U0ALICE', '/period list'))).toContain('Example US')
  expect(await slack.modals('U0ALICE')).toEqual([])
})

/** Types it and returns the private answer, buttons and all. */
const read = (text: string) => program.slack.isAnswered('U0ALICE', () => program.slack.type('U0ALICE', text))

test('a list leads on to the others, and each takes its place', async () => {
  const { slack } = program
  const list = await read('/period list')
  expect(list.text).toContain('those not closed and the last 3')
  expect(list.text).toContain(`The earliest not closed is ${next}.`)
  const all = await slack.isAnswered('U0ALICE', () => slack.press('U0ALICE', list, 'Show all'))
  expect(all.text).toMatch(/Shown: .*\ball\b/)
  expect(all.ts).toBe(list.ts)
  expect(all.buttons).toContain('Show open')
})

test('a closed period is reopened from its own button, with a reason', async () => {
  const { slack } = program
  const shown = await read(`/period show ${lastClosed}`)
  expect(shown.text).toMatch(new RegExp(`^${lastClosed} \\(Example US\\) is Closed`))
  expect(shown.words).toContain('*Trial balance*')
  expect(shown.buttons).toEqual(['Reopen…', 'Edit…'])
  await slack.press('U0ALICE', shown, 'Reopen…')
  const [modal] = await slack.modals('U0ALICE')
  await slack.submit('U0ALICE', modal?.id ?? '', { reason: 'late invoice' })
  const status = await slack.sees(
    'the request, which can be cancelled',
    ({ text, buttons }) => text.includes(`Reopen of ${lastClosed}`) && buttons.includes('Cancel request'),
  )
  expect(status.words).toContain('late invoice')
  await press(program, 'U0ALICE', status, 'Cancel request')
  await slack.sees('its end', ({ words }) => words.includes(`cancelled the reopen of ${lastClosed}`))
})

test('why a period cannot be closed yet leads to the close of the one before, and to its card', async () => {
  const { slack } = program
  const why = await read(`/period why ${after}`)
  expect(why.text).toMatch(new RegExp(`^${after} \\(Example US\\) cannot be closed yet:`))
  expect(why.text).toContain(`${next} is Open and must be closed first`)
  expect(why.buttons).toContain(`Close ${next}`)
  let title: string | undefined
  const told = await slack.isTold('U0ALICE', async () => {
    const pressed = await slack.press('U0ALICE', why, `Close ${next}`)
    title = pressed.confirm?.title
    return pressed
  })
  expect(title).toContain(next)
  await openCard(program, { reference: /^US-\d{4}/.exec(told)?.[0] ?? told })
  const shown = await leadsToCard(program, `/period show ${next}`)
  expect(shown.text).toMatch(new RegExp(`^${next} \\(Example US\\) is Pending Close`))
  expect(shown.words).toMatch(/waits for approval: 0 of 2; <http\S+\|Review>/)
  expect(shown.buttons).toEqual([])
})

test('names from Zuora that look like formatting are read as they are', async () => {
  await program.zuora.adds({
    name: '*Adj* _2099_ `x`',
    startDate: '2099-12-01',
    endDate: '2099-12-31',
    fiscalYear: 2099,
  })
  const told = await read('/period show *Adj* _2099_ `x`')
  expect(told.text.split('\n')[0]).toMatch(/Adj.* \(Example US\) is Open\.$/)
  expect(told.text.replaceAll(/`[^`]*`/g, '')).not.toMatch(/(^|\W)[*_]\w/)
})

test('help explains one command', async () => {
  const help = await read('/period help close')
  expect(help.text).toContain('The whole close')
  expect(help.text).toContain('• All earlier periods are closed')
})

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { dayAfter, momentAt, wallTimeAt, weekdayOf } from '../../sim/slack/page/clock/wall-time.ts'
import { ask, leadsToCard, leaveOpen, openCard, outcomeOf, press } from './close-requests.ts'
import { type Program, startProgram } from './program.ts'
import { waitFor } from './wait-for.ts'

let program: Program
/** The one period that has ended and is not closed. */
let period: string

beforeAll(async () => {
  program = await startProgram()
  period = (await program.zuora.earliestNotClosed()).name
})
afterEach(async ({ task }) => {
  // What a failed test left under way would fail the next ones too.
  if (task.result?.state !== 'fail') return leaveOpen(program, period)
  await program.stop()
  program = await startProgram()
})
afterAll(() => program?.stop())

/** What takes effect in Zuora from here on, as `what by whom`. */
async function watchEffects(): Promise<() => Promise<string[]>> {
  const before = (await program.zuora.effects()).length
  return async () => (await program.zuora.effects(before)).map(({ what, by }) => `${what} by ${by}`)
}

test('a trial balance in Error: the close fails, and the period can be set back to Open from the message', async () => {
  const effects = await watchEffects()
  await program.zuora.planTrialBalance({ outcome: 'Error', message: 'No exchange rate for EUR' })
  const asked = await ask(program, `/period close ${period}`)
  const outcome = await outcomeOf(program, asked)
  expect(outcome.words).toContain(`The close of ${period} failed.`)
  expect(outcome.words).toMatch(/ended in Error, started .*: “No exchange rate for EUR”/)
  expect(outcome.words).toContain(`${period} is now Pending Close.`)
  expect(outcome.words).toContain('Next: clear the cause in Zuora, then ask again')
  expect(outcome.words).toContain('Requested by <@U0ALICE>. Approved by nobody.')
  expect(outcome.buttons).toEqual(['Ask again', 'Set back to Open'])

  const told = await press(program, 'U0BOB', outcome, 'Set back to Open')
  const reference = /^US-\d{4}/.exec(told)?.[0] ?? told
  const setBack = await outcomeOf(program, { reference })
  expect(setBack.words).toContain(`${period} was set back to Open.`)
  expect(setBack.words).toContain('Requested by <@U0BOB>.')
  expect((await program.zuora.period(period))?.status).toBe('Open')
  expect(await effects()).toEqual(['pending-close by api', 'reopen by api'])
})

test('a close made in Zuora behind the bot’s back at 1 of 2: told as theirs, and the bot closes nothing', async () => {
  const effects = await watchEffects()
  const { slack } = program
  const asked = await ask(program, `/period close ${period}`)
  const card = await openCard(program, asked)
  await slack.deliverTwice(1)
  expect(await press(program, 'U0BOB', card, 'Approve')).toContain('is recorded. 1 more needed.')
  await program.zuora.does('close', period)
  expect(await press(program, 'U0CAROL', card, 'Approve')).toContain('is recorded. That was the last one needed.')
  const outcome = await outcomeOf(program, asked)
  expect(outcome.words).toContain(`Others changed ${period} in Zuora`)
  expect(outcome.words).toMatch(/It was closed in Zuora by Zuora user \S+ on .*, not by this request\./)
  expect(outcome.words).toContain(`${period} is now Closed.`)
  expect(outcome.buttons).toEqual([])
  expect(await effects()).toEqual(['pending-close by api', 'close by other'])
})

test('a close planned for tomorrow asks Zuora nothing, and can be cancelled at once', async () => {
  const effects = await watchEffects()
  const { slack } = program
  const asked = await ask(program, `/period close ${period} not-before tomorrow 18:00`)
  const planned = await slack.sees('the plan', ({ ts, buttons, text }) => {
    return ts === asked.status.ts && text.includes('nothing is asked of Zuora before') && buttons.length > 0
  })
  expect(await press(program, 'U0ALICE', planned, 'Cancel request')).toContain('ancel')
  const outcome = await outcomeOf(program, asked)
  expect(outcome.words).toContain(`${period} is now Open.`)
  expect(outcome.buttons).toEqual(['Ask again'])
  expect(await effects()).toEqual([])
})

test('draft invoices: blocked until they are cleared and somebody presses Check again; then cancelled by who asked', async () => {
  const { slack, zuora } = program
  await zuora.leaves('draft-invoices', period, 3)
  const asked = await ask(program, `/period close ${period}`)
  const isBlocked = ({ ts, buttons }: { ts: string; buttons: string[] }) =>
    ts === asked.status.ts && buttons.includes('Check again')
  const blocked = await slack.sees('what blocks the close', isBlocked)
  expect(blocked.words).toContain('3 draft invoices. Post or cancel them in Zuora.')
  await zuora.leaves('draft-invoices', period, 1)
  expect(await press(program, 'U0ALICE', blocked, 'Check again')).toContain('Checking again')
  await slack.sees('what is left', (it) => isBlocked(it) && it.words.includes('1 draft invoice.'))

  // Pressed again while that look may still be under way: it is not lost.
  await press(program, 'U0ALICE', blocked, 'Check again')
  await zuora.leaves('draft-invoices', period, 0)
  // Where the look before has found it cleared already, there is nothing to press any more.
  await slack.pressIfThere('U0BOB', blocked, 'Check again')
  const card = await openCard(program, asked)
  expect(card.words).toContain('None found: draft invoices')

  const { text } = await leadsToCard(program, `/period close ${period}`)
  expect(text).toContain(`<@U0ALICE> asked for the close of ${period}`)
  expect(text).toMatch(new RegExp(`${asked.reference}\\).*<!date.*<http.*\\|Review>`))

  expect(await press(program, 'U0BOB', card, 'Cancel request')).toContain(
    'only <@U0ALICE>, who asked for the close of ',
  )
  await press(program, 'U0ALICE', card, 'Cancel request')
  const outcome = await outcomeOf(program, asked)
  expect(outcome.words).toContain(`<@U0ALICE> cancelled the close of ${period}.`)
  expect(outcome.words).toContain(`${period} is now Pending Close.`)
  expect(outcome.buttons).toEqual(['Ask again', 'Set back to Open'])
})

test('others run the trial balance again while approvals are awaited: they are void, and a new card says what changed', async () => {
  const effects = await watchEffects()
  const { slack, zuora } = program
  const asked = await ask(program, `/period close ${period}`)
  const first = await openCard(program, asked)
  await press(program, 'U0BOB', first, 'Approve')
  await zuora.does('run-trial-balance', period)
  await press(program, 'U0CAROL', first, 'Approve')
  const second = await openCard(program, asked, first)
  expect(second.words).toMatch(/Asked again:\*? others ran the trial balance anew \(started .*, now .*, Zuora’s time\)/)
  expect(second.words).toContain('0 of 2 approvals.')
  await slack.sees(
    'that the first card is void',
    (it) => it.ts === first.ts && it.words.includes('card is void: others ran'),
  )
  await waitFor('a second direct message to Dan', async () => {
    const notices = await slack.directMessages('U0DAN')
    return notices.filter(({ text }) => text.includes(asked.reference))[1]
  })

  await press(program, 'U0BOB', second, 'Approve')
  await press(program, 'U0DAN', second, 'Approve')
  const outcome = await outcomeOf(program, asked)
  expect(outcome.words).toContain(`Zuora closed ${period}.`)
  expect(outcome.words).toContain('Requested by <@U0ALICE>. Approved by <@U0BOB> and <@U0DAN>.')
  expect(await effects()).toEqual(['pending-close by api', 'run-trial-balance by other', 'close by api'])
})

test('1 of 2, then a rejection with its reason: ended, and nothing is closed', async () => {
  const effects = await watchEffects()
  const { slack } = program
  await slack.deliverTwice(1)
  const asked = await ask(program, `/period close ${period} note: on time`)
  const card = await openCard(program, asked)
  expect(card.words).toContain('on time')
  await press(program, 'U0BOB', card, 'Approve')
  await slack.press('U0CAROL', card, 'Reject…')
  const [modal] = await slack.modals('U0CAROL')
  await slack.submit('U0CAROL', modal?.id ?? '', { reason: 'The accrual for <rent> & power is missing' })
  const outcome = await outcomeOf(program, asked)
  expect(outcome.words).toContain(`<@U0CAROL> rejected the close of ${period}`)
  expect(outcome.words).toContain('The accrual for &lt;rent&gt; &amp; power is missing')
  expect(outcome.words).toContain('Next: change what the reason names')
  expect(await effects()).toEqual(['pending-close by api'])
})

test('a period that is unknown, ambiguous, not over, or without an end: answered privately, with the way out', async () => {
  const effects = await watchEffects()
  const { slack, zuora } = program
  const dated = (await zuora.periods()).filter(({ endDate }) => endDate !== null)
  const notOver = dated[dated.findIndex(({ name }) => name === period) + 1]
  const last = dated.at(-1)
  if (!notOver || !last?.endDate) throw new Error('the stand-in has too few periods')
  const month = last.endDate.slice(0, 7)
  await zuora.adds({ name: 'Adjustments', startDate: `${month}-15`, endDate: last.endDate, fiscalYear: 2000 })

  const answerTo = (text: string) => slack.isTold('U0ALICE', () => slack.type('U0ALICE', text))
  expect(await answerTo(`/period close ${period.replace(' ', ' 1')}`)).toMatch(
    /there is no accounting period “.*”\. Did you mean `/,
  )
  expect(await answerTo(`/period close ${month}`)).toContain(`Say which: \`${last.name}\` or \`Adjustments\``)
  const early = await answerTo(`/period close ${notOver.name}`)
  expect(early).toMatch(new RegExp(`2\\. ${notOver.name} ends .*; today is .* in .*\\. Ask again when it has ended\\.`))
  expect(early).toContain(`1. ${period} is Open and must be closed first: \`/period close ${period}\`.`)
  expect(await answerTo('/period close Open-Ended')).toContain('which is never closed')
  expect(await answerTo('/period close current')).toContain('“current” is for looking only')
  expect(await answerTo('/period close')).toContain('say which period, for example')
  expect(await effects()).toEqual([])
})

test('Zuora refuses the bot’s credentials: said plainly, when asked and in the middle of a close', async () => {
  const { slack, zuora } = program
  const asked = await ask(program, `/period close ${period}`)
  const card = await openCard(program, asked)
  await press(program, 'U0BOB', card, 'Approve')
  await zuora.refuseSignIn(true)
  const told = await slack.isTold('U0ALICE', () => slack.type('U0ALICE', '/period list'))
  expect(told).toContain('Zuora refused the bot’s credentials.')
  await press(program, 'U0CAROL', card, 'Approve')
  const outcome = await outcomeOf(program, asked)
  await zuora.refuseSignIn(false)
  expect(outcome.words).toContain('Zuora refused the bot’s credentials.')
  expect(outcome.words).toContain(`The state of ${period} is unknown`)
  expect(outcome.words).toContain('checks ZUORA_CLIENT_ID and ZUORA_CLIENT_SECRET')
  expect((await zuora.period(period))?.status).toBe('PendingClose')
})

test('the clock: a day later who has not decided is reminded, and after the expiry the channel says that it expired', async () => {
  const { slack } = program
  const effects = await watchEffects()
  const at = (date: string, time: string) => momentAt('America/New_York', `${date}T${time}`)
  const today = wallTimeAt('America/New_York', new Date()).slice(0, 10)
  const monday = dayAfter(today, (8 - weekdayOf(today)) % 7 || 7)
  await slack.jumpTo(at(monday, '09:00'))
  const asked = await ask(program, `/period close ${period}`)
  const card = await openCard(program, asked)

  const morning = at(dayAfter(monday, 1), '09:30')
  const afterExpiry = at(dayAfter(monday, 2), '09:30')
  await slack.jumpTo(morning)
  const remindersOfThatMorning = async () =>
    (await slack.directMessages('U0BOB')).filter(({ ts }) => {
      const at = Number(ts) * 1000
      return at >= morning.getTime() && at < afterExpiry.getTime()
    })
  const [reminder] = await waitFor('the reminder to Bob', async () => {
    const found = await remindersOfThatMorning()
    return found.length > 0 ? found : undefined
  })
  expect(reminder?.text).toMatch(new RegExp(`${asked.reference}\\) waits for you.*It expires in 2\\d h`))

  await slack.jumpTo(afterExpiry)
  const outcome = await outcomeOf(program, asked)
  expect(outcome.words).toContain(`The close of ${period} expired: 0 of 2 approved in time.`)
  await slack.sees('the card without buttons', ({ ts, buttons }) => ts === card.ts && buttons.length === 0)
  expect(await remindersOfThatMorning()).toHaveLength(1)
  expect(await effects()).toEqual(['pending-close by api'])
})

test('each outcome has a number of its own, and a later one a higher', async () => {
  const messages = await program.slack.messages()
  const outcomes = messages.flatMap(({ words }) => /Record US-(\d{4}), head `[0-9a-f]{64}`/.exec(words)?.[1] ?? [])
  expect(outcomes.length).toBeGreaterThan(2)
  expect(outcomes).toEqual([...new Set(outcomes)].sort())
})

import { expect, test } from 'vitest'
import { daysOff } from '../../../../src/domain/calendar/days-off.ts'
import { keepCalendar } from '../../../../src/domain/calendar/kept-calendar.ts'
import { datedPeriods } from '../../../../src/domain/period-reference.ts'
import { respondToSnooze, respondWithReminders } from '../../../../src/slack/answering/reminder-responder.ts'
import { askingPorts } from '../../../support/asking-ports.ts'
import { createFakePeople } from '../../../support/fake-people.ts'
import { createFakeReminderPorts } from '../../../support/fake-reminder-ports.ts'
import { sampleCalendar } from '../../../support/sample-calendar.ts'
import { sampleEntity } from '../../../support/sample-entity.ts'
import { alice, bob, samplePerson } from '../../../support/sample-request.ts'
import { buttonsIn, checkMessage, label } from '../messages/check-message.ts'

/** Thursday 5 November 2026, ten in New York: October is open and due on the 6th. */
async function world() {
  const calendar = sampleCalendar({ closed: 9, open: 9 })
  const reminding = createFakeReminderPorts()
  const at = '2026-11-05T14:45:00.000Z'
  await reminding.keptCalendars.keep('us', at, () => keepCalendar(null, datedPeriods(calendar), at))
  const asking = askingPorts({
    entities: [sampleEntity({ isDayOff: daysOff(['sat', 'sun'], []) })],
    actions: { close: { approvals: 1 } },
    now: '2026-11-05T15:00:00.000Z',
  })
  const people = createFakePeople([alice, bob, samplePerson('U0ERIN')])
  const delegations = { inForce: async () => [] }
  const ports = { ...asking, ...reminding, people, delegations, replies: { label }, log: () => {} }
  const october = datedPeriods(calendar).find(({ name }) => name === 'Oct 2026')
  const from = { messageId: 'm1', personId: 'U0ALICE', channel: 'C0CLOSE' }
  const snoozed = (until: 'tomorrow' | 'due-date' | 'none', given: { personId?: string; audience?: string } = {}) =>
    respondToSnooze(
      { kind: 'snooze', until, subject: `us/period/${october?.id}`, responseUrl: null, ...from, ...given },
      ports,
    )
  return { ports, snoozed, coming: () => respondWithReminders({ ...from, entity: null }, ports) }
}

test('what is snoozed is named with who did it, and can be reminded of again from there', async () => {
  const { snoozed, coming } = await world()
  expect((await coming()).text).toContain(' in <#C0CLOSE>: Oct 2026 is due in 1 business day')
  const answer = await snoozed('due-date')
  checkMessage(answer)
  expect(answer.text).toMatch(/^You snoozed Oct 2026 \(Example US\) in <#C0CLOSE> until <!date\^1793973600\^/)
  const shown = await coming()
  checkMessage(shown)
  expect(shown.text).toContain(': Oct 2026 (Example US), by <@U0ALICE> <!date')
  expect(buttonsIn(shown)).toMatchObject([{ text: { text: 'Remind again' } }])
  expect((await snoozed('none', { audience: 'C0CLOSE' })).text).toContain('go on in <#C0CLOSE>')
  expect(buttonsIn(await coming())).toEqual([])
})

test('who is not named in the policy snoozes nothing for others', async () => {
  const { snoozed } = await world()
  expect((await snoozed('tomorrow', { personId: 'U0ERIN' })).text).toMatch(/^Your Snooze did not count: /)
})

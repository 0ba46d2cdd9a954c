import { expect, test } from 'vitest'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import type { MessageRef } from '../../../src/domain/request.ts'
import type { SnoozeAnnouncer, SnoozeTold } from '../../../src/usecases/ports/telling/snooze-announcer.ts'
import { showReminders } from '../../../src/usecases/reminders/show-reminders.ts'
import { type SnoozeAsked, snooze } from '../../../src/usecases/reminders/snooze.ts'
import { createRemindWorld, guest } from './remind-world.ts'

const october = 'us/period/id9'

type Asking = { entity?: string | null; policies?: Readonly<Record<string, Policy>> }

/** A world whose calendar was looked at, and where the channel has had the message of its Monday. */
async function afterMonday(given: Parameters<typeof createRemindWorld>[0] = {}) {
  const world = createRemindWorld(given)
  await world.remind()
  const rules = {
    ...world.ports.rules,
    labelOf: () => 'Example US',
    patience: { trialBalance: 86_400, trialBalanceStart: 900 },
  }
  const threads: [below: MessageRef, told: SnoozeTold][] = []
  const snoozeAnnouncer: SnoozeAnnouncer = {
    async tellSnooze(below, told) {
      threads.push([below, told])
      return { channel: below.channel, ts: `2.${threads.length}` }
    },
  }
  const ports = { ...world.ports, rules, snoozeAnnouncer }
  const inChannel = {
    messageId: 'click-1',
    subject: october,
    personId: 'U0ALICE',
    channel: 'C0CLOSE',
    until: 'tomorrow',
  } as const
  return {
    ...world,
    threads,
    ports,
    snooze: (asked: Partial<SnoozeAsked> = {}) => snooze({ ...inChannel, ...asked }, ports),
    show: (personId: string, { entity = null, policies = {} }: Asking = {}) => {
      const policyFor = (key: string) => ({ ...rules.policyFor(key), policy: policies[key] ?? world.policy })
      const asked = { personId, channel: 'C0CLOSE', entity }
      return showReminders(asked, { ...ports, rules: { ...rules, policyFor } })
    },
    /** Runs at nine in New York of each of these days of November; to whom something was said then. */
    async nineOn(...days: readonly number[]) {
      const saidOn: number[] = []
      for (const day of days) {
        world.at(`2026-11-${String(day).padStart(2, '0')}T14:00:00.000Z`)
        const before = world.said.length
        await world.remind()
        if (world.said.length > before) saidOn.push(day)
      }
      return saidOn
    },
  }
}

test('in a channel it holds for all, says who set it, and ends by itself', async () => {
  const { snooze, nineOn, reminded } = await afterMonday()
  const answer = await snooze({ until: '3-days' })
  expect(answer).toEqual({
    kind: 'snoozed',
    about: { entity: 'us', name: 'Oct 2026', reference: null },
    expiresAt: null,
    audience: { kind: 'channel', channel: 'C0CLOSE' },
    snooze: { subject: october, until: '2026-11-12T14:00:00.000Z', by: 'U0ALICE', at: '2026-11-09T14:00:00.000Z' },
  })
  expect((await reminded.of('C0CLOSE', '2026-11-09T00:00:00.000Z')).snoozes).toMatchObject([{ by: 'U0ALICE' }])
  expect(await nineOn(10, 11, 12)).toEqual([12])
})

test('until the due date: not when that has passed', async () => {
  const { snooze, at, remind } = await afterMonday()
  expect(await snooze({ until: 'due-date' })).toMatchObject({ kind: 'refused', because: 'no-due-date' })
  expect(await snooze({ until: 'due-date', subject: 'us/calendar' })).toMatchObject({ because: 'no-due-date' })
  at('2026-12-01T15:00:00.000Z')
  await remind()
  expect(await snooze({ until: 'due-date', subject: 'us/period/id10' })).toMatchObject({
    kind: 'snoozed',
    snooze: { until: '2026-12-07T14:00:00.000Z' },
  })
})

test('“Remind again” ends it, for all, whoever set it; what was held back is said once more', async () => {
  const { snooze, nineOn, reminded } = await afterMonday()
  await snooze({ until: '3-days' })
  const answer = await snooze({ until: 'none', personId: 'U0BOB' })
  expect(answer).toMatchObject({ kind: 'snooze-ended', about: { name: 'Oct 2026' } })
  await snooze({ until: 'none', personId: 'U0BOB' })
  const { snoozes } = await reminded.of('C0CLOSE', '2026-11-09T00:00:00.000Z')
  expect(snoozes).toMatchObject([{ until: '2026-11-09T14:00:00.000Z', by: 'U0BOB' }])
  expect(await nineOn(10)).toEqual([10])
})

const besideBerlin = { entities: [{ key: 'eu', timeZone: 'Europe/Berlin' }, { key: 'us' }] }
const nineInBerlin = '2026-11-10T08:00:00.000Z'

test('of an entity beside another in a channel: until the next message there, by the clock of the first', async () => {
  const { snooze } = await afterMonday(besideBerlin)
  expect(await snooze()).toMatchObject({ kind: 'snoozed', snooze: { until: nineInBerlin } })
})

test('the channel reads it once, below the message that said it, whatever the click is delivered', async () => {
  const { snooze, threads, reminded } = await afterMonday()
  const [monday] = (await reminded.of('C0CLOSE', '2026-11-09T00:00:00.000Z')).told
  await snooze()
  await snooze()
  expect(threads).toMatchObject([
    [
      monday?.message,
      { isEnded: false, about: { name: 'Oct 2026' }, snooze: { by: 'U0ALICE', until: '2026-11-10T14:00:00.000Z' } },
    ],
  ])
  await snooze({ until: 'none', messageId: 'click-2', personId: 'U0BOB' })
  await snooze({ until: 'none', messageId: 'click-3', personId: 'U0BOB' })
  expect(threads.slice(1)).toMatchObject([[monday?.message, { isEnded: true, snooze: { by: 'U0BOB' } }]])
})

test('what was never said there, and one’s own, stand in no thread', async () => {
  const { snooze, threads } = await afterMonday()
  await snooze({ subject: 'us/calendar' })
  await snooze({ personId: 'U0BOB', channel: 'D0BOB' })
  expect(threads).toEqual([])
})

test('where Slack asks to wait, the next delivery of the click tells it', async () => {
  const { ports, threads, snooze: again } = await afterMonday()
  const busy = Object.assign(new Error('busy'), { name: 'SlackBusy' })
  const asked = {
    subject: october,
    personId: 'U0ALICE',
    channel: 'C0CLOSE',
    until: 'tomorrow',
    messageId: 'click-1',
  } as const
  const snoozeAnnouncer = { tellSnooze: () => Promise.reject(busy) }
  await expect(snooze(asked, { ...ports, snoozeAnnouncer })).rejects.toThrow('busy')
  await again()
  expect(threads).toHaveLength(1)
})

test('an approval is not snoozed beyond its expiry, and is said once more before', async () => {
  const { snooze, awaiting, reminded } = await afterMonday()
  await awaiting({ roundStartedAt: '2026-11-09T10:00:00.000Z', expiresAt: '2026-11-11T10:00:00.000Z' })
  const own = { subject: 'us/request/1', personId: 'U0BOB', channel: 'D0BOB' } as const
  const about = { entity: 'us', name: 'Oct 2026', reference: 'US-0001' }
  expect(await snooze({ ...own, until: '3-days' })).toEqual({
    kind: 'expires-before',
    about,
    expiresAt: '2026-11-11T10:00:00.000Z',
  })
  expect((await reminded.of('U0BOB', '2026-11-09T00:00:00.000Z')).snoozes).toEqual([])
  expect(await snooze(own)).toMatchObject({ kind: 'snoozed', about, expiresAt: '2026-11-11T10:00:00.000Z' })
})

test('ending what is not snoozed changes nothing', async () => {
  const { snooze, reminded } = await afterMonday()
  expect(await snooze({ until: 'none' })).toMatchObject({ kind: 'snooze-ended' })
  expect((await reminded.of('C0CLOSE', '2026-11-09T00:00:00.000Z')).snoozes).toEqual([])
})

test('in a channel: nobody whom the policy does not name, no auditor, no guest', async () => {
  const { snooze, reminded } = await afterMonday()
  const allowed = ['U0ALICE', 'U0BOB', 'U0CAROL']
  expect(await snooze({ personId: 'U0DAVE' })).toEqual({ kind: 'refused', because: 'not-named', allowed })
  expect(await snooze({ personId: 'U0AUDIT' })).toMatchObject({ because: 'not-a-full-member' })
  expect(await snooze({ personId: guest.id })).toMatchObject({ because: 'not-a-full-member' })
  expect((await reminded.of('C0CLOSE', '2026-11-09T00:00:00.000Z')).snoozes).toEqual([])
})

test('one’s own: by one’s own clock, for oneself alone', async () => {
  const { snooze, reminded } = await afterMonday({ timeZones: { U0BOB: 'Europe/London' } })
  const own = { subject: 'us/request/1', personId: 'U0BOB', channel: 'D0BOB' }
  expect(await snooze(own)).toMatchObject({
    about: { name: 'US-0001' },
    audience: { kind: 'person', id: 'U0BOB' },
    snooze: { until: '2026-11-10T09:00:00.000Z' },
  })
  const since = '2026-11-09T00:00:00.000Z'
  expect((await reminded.of('U0BOB', since)).snoozes).toHaveLength(1)
  expect((await reminded.of('C0CLOSE', since)).snoozes).toEqual([])
})

test('where nothing of the entity is said there is nothing to snooze', async () => {
  const { snooze, reminded } = await afterMonday()
  expect(await snooze({ channel: 'C0OTHER' })).toMatchObject({ because: 'no-such-subject' })
  expect(await snooze({ personId: 'U0DAVE', channel: 'D0DAVE' })).toMatchObject({ because: 'no-such-subject' })
  expect(await snooze({ personId: guest.id, channel: 'D0GUS' })).toMatchObject({ because: 'no-such-subject' })
  const of = ['C0OTHER', 'U0DAVE', guest.id].map((audience) => reminded.of(audience, '2026-11-09T00:00:00.000Z'))
  expect((await Promise.all(of)).flatMap(({ snoozes }) => snoozes)).toEqual([])
})

test('from another conversation: a channel’s by whom the policy names, and never another person’s', async () => {
  const { snooze, reminded } = await afterMonday()
  await snooze({ until: '3-days' })
  const elsewhere = { until: 'none', channel: 'D0BOB', audience: 'C0CLOSE' } as const
  expect(await snooze({ ...elsewhere, personId: 'U0DAVE' })).toMatchObject({ because: 'not-named' })
  expect(await snooze({ ...elsewhere, personId: 'U0BOB' })).toMatchObject({ kind: 'snooze-ended' })
  await snooze({ personId: 'U0BOB', channel: 'D0BOB', audience: 'U0CAROL' })
  expect((await reminded.of('U0CAROL', '2026-11-09T00:00:00.000Z')).snoozes).toEqual([])
  expect((await reminded.of('U0BOB', '2026-11-09T00:00:00.000Z')).snoozes).toHaveLength(1)
})

test.each(['', 'us', 'us/periods/id9', 'asia/period/id9', 'us/calendar/1', `us/period/${'a'.repeat(151)}`])(
  '%s is nothing to snooze',
  async (subject) => {
    const { snooze } = await afterMonday()
    expect(await snooze({ subject })).toMatchObject({ kind: 'refused', because: 'no-such-subject' })
  },
)

test.each([
  ['us/period/id9', 'Oct 2026'],
  ['us/period/gone', 'the period'],
  ['us/trial-balance/id9', 'the trial balance of Oct 2026'],
  ['us/request/147', 'US-0147'],
  ['us/exception/149', 'US-0149'],
  ['us/calendar', 'the calendar'],
  ['us/approvers/close', 'the approvers of close'],
])('%s is called %s', async (subject, name) => {
  const { snooze } = await afterMonday()
  expect(await snooze({ subject })).toMatchObject({ about: { entity: 'us', name } })
})

test('what comes in the next 30 days to the channel and to who asks, and what is snoozed for both', async () => {
  const { snooze, show, awaiting } = await afterMonday()
  await awaiting({ roundStartedAt: '2026-11-09T10:00:00.000Z', expiresAt: '2026-11-11T10:00:00.000Z' })
  await snooze()
  await snooze({ subject: 'us/request/1', personId: 'U0BOB', channel: 'D0BOB' })
  const answer = await show('U0BOB')
  if (answer.kind !== 'reminders') throw new Error(answer.kind)
  const [first] = answer.ahead
  expect(first).toMatchObject({ audience: { channel: 'C0CLOSE' }, at: '2026-11-10T14:00:00.000Z' })
  expect(answer.ahead.at(-1)?.at.slice(0, 10) ?? '').toMatch(/^2026-12-0[789]/)
  expect(answer.ahead.some(({ audience }) => audience.kind === 'person' && audience.id !== 'U0BOB')).toBe(false)
  expect(answer.snoozes).toMatchObject([
    { audience: { channel: 'C0CLOSE' }, about: { name: 'Oct 2026' }, snooze: { by: 'U0ALICE' } },
    { audience: { id: 'U0BOB' }, about: { name: 'Oct 2026', reference: 'US-0001' } },
  ])
})

test('in a channel of two entities it is not asked which: its messages are of both', async () => {
  const { show, policy } = await afterMonday(besideBerlin)
  expect(await show('U0ALICE')).toMatchObject({ kind: 'reminders', channel: 'C0CLOSE', entities: ['eu', 'us'] })
  const policies = { eu: { ...policy, auditors: [] } }
  expect(await show('U0AUDIT', { policies })).toMatchObject({ kind: 'reminders', entities: ['us'] })
  expect(await show('U0DAVE')).toMatchObject({ kind: 'may-not-read' })
})

test('who may read one entity of a channel sees when its message comes, and nothing of the other in it', async () => {
  const { show, policy } = await afterMonday(besideBerlin)
  const policies = { eu: { ...policy, auditors: [] } }
  const answer = await show('U0AUDIT', { entity: 'us', policies })
  expect(answer).toMatchObject({ kind: 'reminders' })
  const [first] = answer.kind === 'reminders' ? answer.ahead : []
  expect(first?.at).toBe(nineInBerlin)
  expect(first?.reminders.map(({ entity }) => entity)).toEqual(['us'])
})

test('shown to those who may read the entity; Zuora is not asked', async () => {
  const { show, zuora } = await afterMonday()
  zuora('us', new Error('nobody asks'))
  expect(await show('U0AUDIT')).toMatchObject({ kind: 'reminders', snoozes: [] })
  expect(await show('U0DAVE')).toMatchObject({ kind: 'may-not-read', because: 'not-in-policy' })
})

test('before the first look nothing is known to come; without reminders in the configuration there are none', async () => {
  const { ports, reminded } = createRemindWorld()
  const rules = {
    ...ports.rules,
    labelOf: () => 'Example US',
    patience: { trialBalance: 86_400, trialBalanceStart: 900 },
  }
  const asked = { personId: 'U0ALICE', channel: 'C0CLOSE', entity: null }
  expect(await showReminders(asked, { ...ports, rules })).toMatchObject({ kind: 'reminders', ahead: [] })
  expect(await showReminders(asked, { ...ports, rules, reminderRules: () => null })).toMatchObject({
    kind: 'no-reminders',
    entity: { key: 'us' },
  })
  expect(reminded.toldTo('C0CLOSE')).toEqual([])
})

test('of a planned close it is shown when others are told of it', async () => {
  const { ports, awaiting } = createRemindWorld()
  await awaiting({ status: 'planned', round: 0, notBefore: '2026-11-12T23:00:00.000Z' })
  const patience = { trialBalance: 86_400, trialBalanceStart: 900 }
  const to = [{ kind: 'channel', channel: 'C0BILLING' }] as const
  const rules = { ...ports.rules, labelOf: () => 'Example US', patience }
  const asked = { personId: 'U0ALICE', channel: 'C0CLOSE', entity: null }
  expect(await showReminders(asked, { ...ports, rules, announceTo: () => to })).toMatchObject({
    notices: [
      { notice: { from: '2026-11-11T23:00:00.000Z' }, to },
      { notice: { from: '2026-11-12T22:00:00.000Z' }, to },
    ],
  })
  expect(await showReminders(asked, { ...ports, rules })).toMatchObject({ notices: [] })
})

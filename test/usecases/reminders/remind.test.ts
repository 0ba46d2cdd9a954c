import { expect, test } from 'vitest'
import { SlackBusy, SlackUnavailable } from '../../../src/slack/errors.ts'
import { remind } from '../../../src/usecases/reminders/remind.ts'
import { ZuoraSignInRefused, ZuoraUnavailable } from '../../../src/zuora/errors.ts'
import { Crash, interruptible, unlessItDies } from '../../support/interruptible.ts'
import { sampleCalendar } from '../../support/sample-calendar.ts'
import { createRemindWorld } from './remind-world.ts'

const october = 'us/period/id9'

test('once a day a channel is told what is to be done, and not again by any later run of that day', async () => {
  const { remind: run, told, said, at, reminded } = createRemindWorld()
  await run()
  await run()
  at('2026-11-09T22:45:00.000Z')
  await run()
  expect(told()).toEqual([['C0CLOSE', october]])
  expect(said[0]?.sending).toMatchObject({ today: '2026-11-09', despite: null, without: [] })
  expect(reminded.toldTo('C0CLOSE')).toMatchObject([
    { key: '2026-11-09', at: '2026-11-09T14:00:00.000Z', message: { channel: 'C0CLOSE', ts: '1794146400.000001' } },
  ])
  at('2026-11-10T14:00:00.000Z')
  await run()
  expect(told()).toEqual([
    ['C0CLOSE', october],
    ['C0CLOSE', october],
  ])
})

test('nothing before its time, nor on a day off', async () => {
  const { remind: run, told, clock, at } = createRemindWorld()
  clock.pass(-60)
  await run()
  at('2026-11-14T15:00:00.000Z')
  await run()
  expect(told()).toEqual([])
})

test('two runs at once say it once', async () => {
  const { remind: run, told } = createRemindWorld()
  await Promise.all([run(), run(), run()])
  expect(told()).toHaveLength(1)
})

test('who approves is told half-way, in the message of their day, and before it expires, at once', async () => {
  const { remind: run, told, awaiting, at, said } = createRemindWorld({ rules: { periods: false } })
  await awaiting()
  at('2026-11-10T14:00:00.000Z')
  await run()
  expect(told()).toEqual([
    ['U0BOB', 'us/request/1'],
    ['U0CAROL', 'us/request/1'],
  ])
  at('2026-11-11T04:30:00.000Z')
  await run()
  await run()
  expect(told().slice(2)).toEqual([
    ['U0BOB', 'us/request/1'],
    ['U0CAROL', 'us/request/1'],
  ])
  expect(said.at(-1)?.sending).toMatchObject({ despite: 'quiet-hours', today: '2026-11-10' })
})

test('a person is told by their own clock', async () => {
  const {
    remind: run,
    told,
    awaiting,
    at,
  } = createRemindWorld({
    rules: { periods: false },
    timeZones: { U0BOB: 'Europe/London', U0CAROL: 'Asia/Tokyo' },
  })
  await awaiting({ roundStartedAt: '2026-11-08T10:00:00.000Z', expiresAt: '2026-11-11T10:00:00.000Z' })
  at('2026-11-10T08:45:00.000Z')
  await run()
  expect(told()).toEqual([['U0CAROL', 'us/request/1']])
  at('2026-11-10T09:00:00.000Z')
  await run()
  expect(told().at(-1)).toEqual(['U0BOB', 'us/request/1'])
})

test('whatever moment it dies at, nobody is told twice; and who was not told is told what is so the next day', async () => {
  const whole = createRemindWorld()
  let calls = 0
  await remind({ ...whole.ports, ...dyingAfter(whole, () => void calls++) })
  expect(whole.told()).toHaveLength(1)
  for (let dies = 1; dies <= calls; dies++) {
    const world = createRemindWorld()
    let left = dies
    const dying = dyingAfter(world, () => {
      left -= 1
      if (left <= 0) throw new Crash('the function died')
    })
    await unlessItDies(() => remind({ ...world.ports, ...dying }).catch(onlyCrashes))
    await world.remind()
    const [claimed] = world.reminded.toldTo('C0CLOSE')
    expect(claimed).toBeDefined()
    expect(world.told().length).toBeLessThanOrEqual(1)
    world.at('2026-11-10T14:00:00.000Z')
    await world.remind()
    expect(world.told().at(-1)).toEqual(['C0CLOSE', october])
  }
})

/** The ports that have effects. */
function dyingAfter(world: ReturnType<typeof createRemindWorld>, tick: () => void) {
  const { reminded, reminderAnnouncer, keptCalendars } = world.ports
  const on = async () => tick()
  return {
    reminded: interruptible(reminded, on),
    reminderAnnouncer: interruptible(reminderAnnouncer, on),
    keptCalendars: interruptible(keptCalendars, on),
  }
}

/** What dies is not told by an error: here it is, gathered with others. */
function onlyCrashes(error: unknown): never {
  if (error instanceof AggregateError && error.errors.every((one) => one instanceof Crash)) throw new Crash('it died')
  throw error
}

test('killed between the claim and the post: it is not said that day', async () => {
  const { ports, told, remind: run, at } = createRemindWorld()
  const announcer = { ...ports.reminderAnnouncer, remind: () => Promise.reject(new Crash('died')) }
  await expect(remind({ ...ports, reminderAnnouncer: announcer })).rejects.toThrow('failed')
  await run()
  expect(told()).toEqual([])
  at('2026-11-10T14:00:00.000Z')
  await run()
  expect(told()).toEqual([['C0CLOSE', october]])
})

test('killed between the post and the note: it is not said again', async () => {
  const { ports, told, remind: run, reminded } = createRemindWorld()
  const forgetful = { ...ports.reminded, notePosted: () => Promise.reject(new Crash('died')) }
  await expect(remind({ ...ports, reminded: forgetful })).rejects.toThrow('failed')
  await run()
  expect(told()).toHaveLength(1)
  expect(reminded.toldTo('C0CLOSE')).toMatchObject([{ message: null }])
})

test('Slack asks to wait: it took nothing, and the next run says it', async () => {
  const { remind: run, told, fates } = createRemindWorld()
  fates.push(new SlackBusy('Slack asks to wait.'))
  await run()
  expect(told()).toEqual([])
  await run()
  expect(told()).toHaveLength(1)
})

test('Slack did not answer and may have it: it is not said again; the next day it is', async () => {
  const { remind: run, told, fates, at, logged } = createRemindWorld()
  fates.push(new SlackUnavailable('Slack did not answer.'))
  await run()
  await run()
  expect(told()).toEqual([])
  expect(logged).toContain('reminder-not-sent')
  at('2026-11-10T14:00:00.000Z')
  await run()
  expect(told()).toHaveLength(1)
})

test('Slack refuses the message for good: it is tried once', async () => {
  const { remind: run, told, fates } = createRemindWorld()
  fates.push('refuses')
  await run()
  await run()
  expect(told()).toEqual([])
})

test('a channel that cannot be reached costs no message: it is told when it can be, and the others all the same', async () => {
  const { remind: run, told, slack, awaiting, at } = createRemindWorld()
  await awaiting()
  at('2026-11-10T14:00:00.000Z')
  slack.unreachable.add('C0CLOSE')
  await run()
  expect(told().map(([to]) => to)).toEqual(['U0BOB', 'U0CAROL'])
  slack.unreachable.clear()
  await run()
  expect(told().map(([to]) => to)).toEqual(['U0BOB', 'U0CAROL', 'C0CLOSE'])
})

test('a person whom Slack refuses is tried once for each message, and the others are told', async () => {
  const { remind: run, told, slack, awaiting, at, logged } = createRemindWorld({ rules: { periods: false } })
  await awaiting()
  at('2026-11-10T14:00:00.000Z')
  slack.unreachable.add('U0BOB')
  await run()
  await run()
  expect(told()).toEqual([['U0CAROL', 'us/request/1']])
  expect(logged.filter((event) => event === 'reminder-not-sent')).toHaveLength(1)
})

test('an outage of Slack at the time of the day’s message loses nothing', async () => {
  const { remind: run, told, slack, at } = createRemindWorld()
  slack.away = new SlackUnavailable('Slack did not answer.')
  await run()
  slack.away = null
  at('2026-11-09T16:00:00.000Z')
  await run()
  expect(told()).toEqual([['C0CLOSE', october]])
})

const two = { entities: [{ key: 'us' }, { key: 'eu', name: 'Example EU' }] }

test('one message for all entities of a channel', async () => {
  const { remind: run, told } = createRemindWorld(two)
  await run()
  expect(told()).toEqual([['C0CLOSE', 'eu/period/id9 us/period/id9']])
})

test('where Zuora of one entity is away, their channel waits for an hour and a half, then is told without it; the next day with it', async () => {
  const { remind: run, told, said, zuora, at, logged } = createRemindWorld(two)
  zuora('eu', new ZuoraUnavailable('maintenance', {}))
  await run()
  at('2026-11-09T15:15:00.000Z')
  await run()
  expect(told()).toEqual([])
  expect(logged).toContain('calendar-not-looked-at')
  at('2026-11-09T15:30:00.000Z')
  await run()
  expect(told()).toEqual([['C0CLOSE', october]])
  expect(said[0]?.sending.without).toEqual(['eu'])
  zuora('eu', sampleCalendar({ closed: 9, open: 6 }))
  at('2026-11-10T14:00:00.000Z')
  await run()
  expect(told().at(-1)).toEqual(['C0CLOSE', 'eu/period/id9 us/period/id9'])
  expect(said.at(-1)?.sending.without).toEqual([])
})

test('it waits no longer than until Zuora is back', async () => {
  const { remind: run, told, zuora, at } = createRemindWorld(two)
  zuora('eu', new ZuoraUnavailable('maintenance', {}))
  await run()
  zuora('eu', sampleCalendar({ closed: 9, open: 6 }))
  at('2026-11-09T14:15:00.000Z')
  await run()
  expect(told()).toEqual([['C0CLOSE', 'eu/period/id9 us/period/id9']])
})

test('an entity with a channel of its own does not keep the other from being told, nor its approvers', async () => {
  const {
    remind: run,
    told,
    zuora,
    awaiting,
    at,
  } = createRemindWorld({
    entities: [{ key: 'us' }, { key: 'eu', channel: 'C0EU' }],
  })
  await awaiting({ entity: 'eu' })
  zuora('eu', new ZuoraUnavailable('maintenance', {}))
  at('2026-11-10T14:00:00.000Z')
  await run()
  expect(told().toSorted()).toEqual([
    ['C0CLOSE', october],
    ['U0BOB', 'eu/request/1'],
    ['U0CAROL', 'eu/request/1'],
  ])
})

test('what is wrong with one entity is an engineer’s to hear of, after the others were told', async () => {
  const {
    remind: run,
    told,
    zuora,
  } = createRemindWorld({
    entities: [{ key: 'us' }, { key: 'eu', channel: 'C0EU' }],
  })
  zuora('eu', new ZuoraSignInRefused('wrong secret', {}))
  await expect(run()).rejects.toMatchObject({ errors: [expect.objectContaining({ name: 'ZuoraSignInRefused' })] })
  expect(told()).toEqual([['C0CLOSE', october]])
})

test('before half-way nobody is looked up in Slack, however many are asked', async () => {
  const { ports, awaiting, at } = createRemindWorld({ rules: { periods: false } })
  await awaiting()
  at('2026-11-10T09:45:00.000Z')
  const lookedUp: string[] = []
  const timeZone = async (id: string) => {
    lookedUp.push(id)
    return null
  }
  const looking = { ...ports, people: { ...ports.people, timeZone } }
  await remind(looking)
  expect(lookedUp).toEqual([])
  at('2026-11-10T10:00:00.000Z')
  await remind(looking)
  expect(lookedUp).toEqual(['U0BOB', 'U0CAROL'])
})

test('what fails for one person keeps nobody else from being told', async () => {
  const { ports, told, awaiting, at } = createRemindWorld({ rules: { periods: false } })
  await awaiting()
  at('2026-11-10T14:00:00.000Z')
  const timeZone = async (id: string) => {
    if (id === 'U0BOB') throw new SlackUnavailable('Slack did not answer.')
    return null
  }
  await remind({ ...ports, people: { ...ports.people, timeZone } })
  expect(told()).toEqual([['U0CAROL', 'us/request/1']])
})

test('with more to say than one run has time for, the next goes on', async () => {
  const { ports, told, clock, awaiting, at, logged, remind: run } = createRemindWorld({ rules: { periods: false } })
  await awaiting()
  at('2026-11-10T14:00:00.000Z')
  const slowly = async (...given: Parameters<typeof ports.reminderAnnouncer.remind>) => {
    clock.pass(200)
    return ports.reminderAnnouncer.remind(...given)
  }
  await remind({ ...ports, reminderAnnouncer: { ...ports.reminderAnnouncer, remind: slowly } })
  expect(told().map(([to]) => to)).toEqual(['U0BOB'])
  expect(logged).toContain('reminders-left-to-next-run')
  await run()
  expect(told().map(([to]) => to)).toEqual(['U0BOB', 'U0CAROL'])
})

test('where the configuration has no reminders nobody is told, and the calendar is looked at all the same', async () => {
  const { ports, told } = createRemindWorld()
  await remind({ ...ports, reminderRules: () => null })
  expect(told()).toEqual([])
  const kept = await ports.keptCalendars.read('us')
  expect(kept?.periods.map(({ period }) => period.name)).toContain('Oct 2026')
})

test('an action that just enough people can approve is said to the channel; not where Slack does not say who they are', async () => {
  const { ports, told, logged, at } = createRemindWorld({ rules: { periods: false, nobodyToSpare: true } })
  at('2026-12-01T14:00:00.000Z')
  const person = () => Promise.reject(new SlackBusy('Slack asks to wait.'))
  await remind({ ...ports, people: { ...ports.people, person } })
  expect(told()).toEqual([])
  expect(logged).toContain('people-not-known')
  const lookedUp = new Set<string>()
  const looking = async (id: string) => {
    lookedUp.add(id)
    return ports.people.person(id)
  }
  await remind({ ...ports, people: { ...ports.people, person: looking } })
  expect(told()).toEqual([['C0CLOSE', 'us/approvers/close']])
  expect([...lookedUp].toSorted()).toEqual(['U0BOB', 'U0CAROL'])
})

test('who cannot be found in Slack keeps nothing else from being said', async () => {
  const { ports, told, awaiting, at } = createRemindWorld()
  await awaiting()
  at('2026-11-10T14:00:00.000Z')
  const members = () => Promise.reject(new SlackBusy('Slack asks to wait.'))
  await remind({ ...ports, people: { ...ports.people, members } })
  expect(told()).toEqual([['C0CLOSE', october]])
})

test('nothing is said of what is closed', async () => {
  const { remind: run, told, zuora } = createRemindWorld()
  zuora('us', sampleCalendar({ closed: 10, open: 5 }))
  await run()
  expect(told()).toEqual([])
})

import type { AccountingPeriod } from '../../../../src/domain/accounting-period.ts'
import { secondsAfter } from '../../../../src/domain/calendar/calendar-date.ts'
import { momentOf } from '../../../../src/domain/calendar/wall-clock.ts'
import type { Person } from '../../../../src/domain/person.ts'
import { noTrialBalance, sampleCalendar } from '../../sample-calendar.ts'
import type { Deeds } from './deeds.ts'
import { alice, bob, dan, fay, people } from './team.ts'
import type { YearWorld } from './year-world.ts'

/** What happened, in words; undefined where it is not worth telling. */
export type Happening = { at: string; entity: string; happens: (deeds: Deeds, world: YearWorld) => Promise<string> }

const zones: Readonly<Record<string, string>> = { us: 'America/New_York', eu: 'Europe/Berlin' }

/** `2026-04-07 09:40`, by the clock of the entity. */
export function momentIn(entity: string, local: string): string {
  return momentOf(`${local.replace(' ', 'T')}:00.000Z`, zones[entity] ?? 'UTC')
}

function on(entity: string, local: string, happens: Happening['happens']): Happening {
  return { at: momentIn(entity, local), entity, happens }
}

/** Who asked for the close, and who approved it, each with when: `01-06 14:05 Alice`. */
function closed(entity: string, name: string, [asked = '', ...approvals]: readonly string[]): Happening[] {
  const { at, by } = readDeed(asked)
  return [on(entity, at, (deeds) => deeds.askToClose(entity, name, by)), ...approved(entity, name, approvals)]
}

function approved(entity: string, name: string, approvals: readonly string[]): Happening[] {
  return approvals.map((approval) => {
    const { at, by } = readDeed(approval)
    return on(entity, at, (deeds) => deeds.approve(entity, name, by))
  })
}

function readDeed(deed: string): { at: string; by: Person } {
  const by = people.find(({ name }) => deed.endsWith(` ${name}`))
  if (!by) throw new Error(`Nobody did this: ${deed}`)
  return { at: `2026-${deed.slice(0, 11)}`, by }
}

/** In New York: due on the fifth business day. */
const us: readonly Happening[] = [
  ...closed('us', 'Dec 2025', ['01-06 14:05 Alice', '01-06 15:10 Bob', '01-07 04:30 Carol']),
  ...closed('us', 'Jan 2026', ['02-03 14:00 Alice', '02-03 15:00 Bob', '02-03 16:20 Dan']),
  on('us', '2026-03-03 10:50', async ({ change, zuoraTime }) => {
    const running = {
      status: 'running',
      statusText: 'Processing',
      start: zuoraTime(),
      end: null,
      errorMessage: null,
    } as const
    change('us', 'Feb 2026', { trialBalance: running })
    return 'an accountant runs a trial balance of Feb 2026 in Zuora'
  }),
  on('us', '2026-03-03 11:05', async ({ change, periodOf }) => {
    const { trialBalance } = periodOf('us', 'Feb 2026')
    change('us', 'Feb 2026', { trialBalance: { ...trialBalance, status: 'error', statusText: 'Error' } })
    return 'it ends in Error'
  }),
  ...closed('us', 'Feb 2026', ['03-04 14:00 Alice', '03-04 14:40 Carol', '03-05 09:20 Bob']),
  on('us', '2026-04-06 09:30', async (_, world) => {
    const request = world.requests.all().find(({ told, entity }) => entity === 'us' && !told)
    const subject = `us/request/${request?.number}`
    await world.snooze({ subject, until: 'tomorrow', personId: dan.id, channel: 'D0DAN' })
    return 'Dan snoozes it until tomorrow'
  }),
  ...closed('us', 'Mar 2026', ['04-03 15:00 Alice', '04-06 10:30 Bob', '04-07 09:40 Dan']),
  on('us', '2026-05-05 10:00', (deeds) => deeds.beginSlowly('us', 'Apr 2026', alice)),
  on('us', '2026-05-05 12:10', (deeds) => deeds.endSlowly('us', 'Apr 2026')),
  ...approved('us', 'Apr 2026', ['05-05 13:00 Bob', '05-05 14:30 Dan']),
  on('us', '2026-06-09 10:20', async (_, world) => {
    const subject = `us/period/${idOf('us', 'May 2026')}`
    await world.snooze({ subject, until: '3-days', personId: alice.id, channel: 'C0CLOSE' })
    return 'Alice waits for an invoice of a supplier and snoozes May 2026 in #close for 3 days'
  }),
  ...closed('us', 'May 2026', ['06-23 11:00 Alice', '06-23 12:00 Bob', '06-23 12:30 Carol']),
  ...closed('us', 'Jun 2026', ['07-06 13:00 Alice', '07-06 14:00 Bob', '07-07 10:00 Dan']),
  on('us', '2026-07-14 16:20', (deeds) => deeds.reopenOutside('us', 'Jun 2026')),
  ...closed('us', 'Jun 2026', ['07-20 15:00 Alice', '07-20 16:00 Bob', '07-21 05:00 Carol']),
  on('us', '2026-07-22 10:00', (deeds) => deeds.explain('us', alice, 'A credit memo had to be dated in June')),
  on('us', '2026-07-24 10:00', (deeds) => deeds.acknowledge('us', bob)),
  on('us', '2026-08-03 11:00', async ({ change, ran }) => {
    change('us', 'Jul 2026', { status: 'PendingClose', statusText: 'PendingClose', trialBalance: ran() })
    return 'Alice sets Jul 2026 to pending close'
  }),
  ...closed('us', 'Jul 2026', ['08-12 10:00 Alice', '08-12 10:30 Dan', '08-12 11:15 Bob']),
  on('us', '2026-08-14 17:00', async (_, { controllers, known }) => {
    controllers.splice(controllers.indexOf(dan.id), 1)
    known.splice(known.indexOf(dan), 1, { ...dan, isFullMember: false })
    return 'Dan leaves the company'
  }),
  ...closed('us', 'Aug 2026', ['09-10 11:00 Alice', '09-10 11:30 Bob', '09-10 12:00 Carol']),
  on('us', '2026-09-14 09:30', async (_, { controllers }) => {
    controllers.push(fay.id)
    return 'Fay joins @controllers'
  }),
  ...closed('us', 'Sep 2026', ['10-06 14:00 Alice', '10-06 15:00 Bob', '10-06 16:00 Fay']),
  on('us', '2026-10-08 11:00', (_, world) => create(world, 'us', 3)),
  on('us', '2026-11-04 10:00', (deeds) =>
    deeds.plan('us', 'Oct 2026', { by: alice, notBefore: momentIn('us', '2026-11-05 18:00') }),
  ),
  on('us', '2026-11-05 18:00', (deeds) => deeds.beginPlanned('us', 'Oct 2026')),
  ...approved('us', 'Oct 2026', ['11-05 18:40 Bob', '11-06 09:20 Fay']),
  ...closed('us', 'Nov 2026', ['12-02 14:00 Alice', '12-02 15:00 Bob', '12-02 16:30 Fay']),
]

/** In Berlin: due on the seventh business day. */
const eu: readonly Happening[] = [
  ...closed('eu', 'Dec 2025', ['01-08 10:30 Eve', '01-08 11:30 Carol', '01-08 16:00 Bob']),
  ...closed('eu', 'Jan 2026', ['02-05 10:00 Eve', '02-05 11:00 Carol', '02-05 16:00 Bob']),
  ...closed('eu', 'Feb 2026', ['03-05 10:00 Eve', '03-05 11:00 Carol', '03-05 17:00 Dan']),
  ...closed('eu', 'Mar 2026', ['04-09 11:00 Eve', '04-09 12:00 Carol', '04-09 17:10 Dan']),
  ...closed('eu', 'Apr 2026', ['05-07 10:00 Eve', '05-07 11:00 Carol', '05-07 16:00 Bob']),
  ...closed('eu', 'May 2026', ['06-05 13:30 Eve', '06-05 16:00 Carol', '06-09 13:10 Bob']),
  ...closed('eu', 'Jun 2026', ['07-07 10:00 Eve', '07-07 11:00 Carol', '07-07 16:00 Dan']),
  ...closed('eu', 'Jul 2026', ['08-06 10:00 Eve', '08-06 11:00 Carol', '08-06 16:00 Bob']),
  ...closed('eu', 'Aug 2026', ['09-10 10:00 Eve', '09-10 11:00 Carol', '09-10 16:00 Bob']),
  on('eu', '2026-09-21 08:00', async (_, { entityOf }) => {
    entityOf('eu').channel = 'C0CLOSE'
    return 'closing-bell.yml: Example EU is closed in #close, too'
  }),
  ...closed('eu', 'Sep 2026', ['10-07 10:00 Eve', '10-07 11:00 Carol', '10-07 16:00 Fay']),
  on('eu', '2026-10-14 15:00', (_, world) => create(world, 'eu', 14)),
  ...closed('eu', 'Oct 2026', ['11-09 10:00 Eve', '11-09 11:00 Carol', '11-09 16:00 Fay']),
  ...closed('eu', 'Nov 2026', ['12-07 10:00 Eve', '12-07 11:00 Carol', '12-07 16:00 Bob']),
]

/** All of it, in order. */
export const story: readonly Happening[] = [...us, ...eu].toSorted((a, b) => a.at.localeCompare(b.at))

/** While nothing ran, by the clock of New York: an afternoon, two days, and a morning. */
export const outages = [outage('2026-06-08 13:00', 7.5), outage('2026-09-08 00:30', 48), outage('2026-10-05 08:00', 5)]

function outage(local: string, hours: number) {
  const from = momentIn('us', local)
  return { from, until: secondsAfter(from, hours * 3600), hours }
}

const months = { us: 24, eu: 22 }

/** From January 2025 on; of 2025 only December is still open. */
export function firstCalendar(entity: 'us' | 'eu', count: number = months[entity]): AccountingPeriod[] {
  return sampleCalendar({ closed: 11, open: count - 11 }, 2025).map((period) => ({
    ...period,
    id: `${entity}${period.id}`,
    trialBalance: period.status === 'Closed' ? ranIn(period.startDate) : noTrialBalance,
  }))
}

function ranIn(startDate: string): AccountingPeriod['trialBalance'] {
  const day = startDate.replace(/-01$/, '-28')
  return {
    status: 'completed',
    statusText: 'Completed',
    start: `${day} 10:00:00`,
    end: `${day} 10:14:00`,
    errorMessage: null,
  }
}

function idOf(entity: 'us' | 'eu', name: string): string {
  return firstCalendar(entity).find((period) => period.name === name)?.id ?? ''
}

async function create({ calendars }: YearWorld, entity: 'us' | 'eu', count: number): Promise<string> {
  const now = calendars.get(entity) ?? []
  const wanted = firstCalendar(entity, months[entity] + count)
  const made = wanted.filter(({ id }) => !now.some((one) => one.id === id))
  calendars.set(entity, [...now, ...made])
  return `${made.length} periods are created: ${made[0]?.name} to ${made.at(-1)?.name}`
}

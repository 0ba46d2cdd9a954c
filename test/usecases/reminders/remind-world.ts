import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import { daysOff } from '../../../src/domain/calendar/days-off.ts'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import { audienceId } from '../../../src/domain/reminders/audience.ts'
import type { Reminder } from '../../../src/domain/reminders/reminder.ts'
import type { ReminderRules } from '../../../src/domain/reminders/reminder-rules.ts'
import type { Request } from '../../../src/domain/request.ts'
import type { RequestDraft } from '../../../src/usecases/ports/record/requests.ts'
import type { Entity } from '../../../src/usecases/ports/rules.ts'
import type { ReminderAnnouncer, Sending } from '../../../src/usecases/ports/telling/reminder-announcer.ts'
import { type RemindPorts, remind } from '../../../src/usecases/reminders/remind.ts'
import { awaiting, newDraft } from '../../contract/requests-contract.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createFakeFilings } from '../../support/fake-filings.ts'
import { createFakeKeptCalendars } from '../../support/fake-kept-calendars.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { createFakePlaces } from '../../support/fake-places.ts'
import { createFakeReminded } from '../../support/fake-reminded.ts'
import { createFakeRequests } from '../../support/fake-requests.ts'
import { sampleRules } from '../../support/reminders/sample-reminders.ts'
import { sampleCalendar } from '../../support/sample-calendar.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { alice, bob, carol, samplePerson } from '../../support/sample-request.ts'

const dave = samplePerson('U0DAVE')
export const guest = samplePerson('U0GUEST', { isFullMember: false })
const auditor = samplePerson('U0AUDIT', { isFullMember: false })

/** Monday at nine in New York: September is closed, and October was due on Friday. */
const monday = '2026-11-09T14:00:00.000Z'

const rulesByDefault: ReminderRules = { ...sampleRules, nobodyToSpare: false }

const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'U0CAROL'],
  delegates: ['U0GUEST'],
  auditors: ['U0AUDIT'],
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { close: { approvals: 2 } },
}

/** What was posted. */
export type Said = { to: string; about: readonly Reminder[]; sending: Sending }

type Given = {
  entities?: readonly (Partial<Entity> & { key: string })[]
  rules?: Partial<ReminderRules>
  /** By the id of a person. */
  timeZones?: Readonly<Record<string, string>>
}

/** Entities, their calendars, people, and everything that they are told. */
export function createRemindWorld({ entities: own = [{ key: 'us' }], rules: changed, ...given }: Given = {}) {
  const clock = createFakeClock(monday)
  const places = createFakePlaces()
  const requests = createFakeRequests(places)
  const filings = createFakeFilings(places)
  const reminded = createFakeReminded()
  const keptCalendars = createFakeKeptCalendars()
  const calendars = new Map<string, readonly AccountingPeriod[] | Error>()
  const said: Said[] = []
  const logged: string[] = []
  /** What Slack does with the next messages. */
  const fates: (Error | 'refuses')[] = []
  const slack = { unreachable: new Set<string>(), away: null as Error | null }

  const entities = own.map((one) =>
    sampleEntity({
      isDayOff: daysOff(['sat', 'sun'], []),
      ...one,
      periods: { ...sampleEntity().periods, list: async () => orThrow(calendars.get(one.key)) },
    }),
  )
  for (const { key } of entities) calendars.set(key, sampleCalendar({ closed: 9, open: 6 }))

  const reminderAnnouncer: ReminderAnnouncer = {
    async mayReach(audience) {
      if (slack.away) throw slack.away
      return !slack.unreachable.has(audienceId(audience))
    },
    async remind(audience, about, sending) {
      const fate = fates.shift()
      if (fate instanceof Error) throw fate
      if (fate === 'refuses') return null
      said.push({ to: audienceId(audience), about, sending })
      return { channel: audienceId(audience), ts: `1794146400.${String(said.length).padStart(6, '0')}` }
    },
  }

  const known = [alice, bob, carol, dave, guest, auditor]
  const ports: RemindPorts = {
    requests,
    filings,
    people: createFakePeople(known, {}, given.timeZones),
    delegations: { inForce: async () => [] },
    rules: { policyFor: () => ({ policy, hash: 'p', text: '{}' }), entities },
    reminderRules: () => ({ ...rulesByDefault, ...changed }),
    keptCalendars,
    reminded,
    reminderAnnouncer,
    announceTo: () => [],
    noticeAnnouncer: { mayReach: nobodyIsTold, postNotice: nobodyIsTold },
    eventBus: { put: nobodyIsTold },
    now: clock.now,
    log: (event) => void logged.push(event),
  }

  return {
    clock,
    ports: { ...ports, filings, requests },
    policy,
    requests,
    reminded,
    said,
    logged,
    fates,
    slack,
    at: (moment: string) => clock.moveTo(new Date(moment)),
    remind: () => remind(ports),
    /** What Zuora lists from now on, or how it fails. */
    zuora: (key: string, calendar: readonly AccountingPeriod[] | Error) => void calendars.set(key, calendar),
    awaiting: (changes: Partial<RequestDraft> = {}): Promise<Request> =>
      requests.create(
        newDraft({
          ...awaiting(2),
          period: { id: 'id9', name: 'Oct 2026', startDate: '2026-10-01', endDate: '2026-10-31' },
          roundStartedAt: '2026-11-09T10:00:00.000Z',
          expiresAt: '2026-11-11T10:00:00.000Z',
          ...changes,
        }),
      ),
    /** In short: to whom, and what of. */
    told: () => said.map(({ to, about }) => [to, about.map(({ subject }) => subject).join(' ')]),
  }
}

const nobodyIsTold = () => Promise.reject(new Error('nobody is told beside the channel here'))

function orThrow(calendar: readonly AccountingPeriod[] | Error | undefined): AccountingPeriod[] {
  if (calendar instanceof Error) throw calendar
  return [...(calendar ?? [])]
}

import type { AccountingPeriod, TrialBalance } from '../../../src/domain/accounting-period.ts'
import { scopes } from '../../../src/domain/doctor/token.ts'
import { waysOf } from '../../../src/domain/doctor/ways.ts'
import { requiredItems } from '../../../src/domain/documents/blockers.ts'
import type { ChannelSeen } from '../../../src/domain/policy/check/directory.ts'
import type { DoctorPorts, EntityToCheck } from '../../../src/usecases/doctor/doctor-ports.ts'
import { directoryWith, policyInFile } from '../policy-directory.ts'
import { completed, samplePeriod } from '../sample-request.ts'

export const now = new Date('2026-11-03T21:14:00.000Z')

const neverRun: TrialBalance = { status: 'none', statusText: null, start: null, end: null, errorMessage: null }

/** Months in a row, the first `closed` of them Closed. */
export function calendar(first: string, months: number, closed: number): AccountingPeriod[] {
  const from = new Date(`${first}-01T00:00:00Z`)
  return Array.from({ length: months }, (_, index) => {
    const start = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + index, 1))
    const end = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + index + 1, 0))
    const name = start.toLocaleString('en', { month: 'short', year: 'numeric', timeZone: 'UTC' })
    return samplePeriod({
      id: `period-${index}`,
      name,
      startDate: start.toISOString().slice(0, 10),
      endDate: end.toISOString().slice(0, 10),
      status: index < closed ? 'Closed' : 'Open',
      trialBalance: index < closed ? completed : neverRun,
      reports: index < closed ? [{ report: 'revenueDetailCsv', fileId: `file-${index}` }] : [],
    })
  })
}

export function sampleEntityToCheck(changes: Partial<EntityToCheck> = {}): EntityToCheck {
  return {
    key: 'us',
    path: 'entities[0]',
    timeZone: 'America/New_York',
    baseUrl: 'https://rest.zuora.com',
    secretName: 'ZUORA_CLIENT_SECRET',
    entityId: null,
    orgIds: [],
    manageFrom: null,
    actions: ['close', 'reopen'],
    periods: { list: async () => calendar('2026-01', 14, 9) },
    blockers: {
      scan: async () => requiredItems.map((item) => ({ item, kind: 'counted' as const, count: 0, more: false })),
    },
    statusOfUnknownPeriod: async () => 404,
    ...changes,
  }
}

/** Where all is well. */
export function fakeDoctorPorts(changes: Partial<DoctorPorts> = {}, channel: Partial<ChannelSeen> = {}): DoctorPorts {
  const { people, groups } = directoryWith()
  const seen: ChannelSeen = { name: 'month-end-close', isMember: true, isPrivate: true, isSharedWithOthers: false }
  const named = { path: 'slack.channel', channel: 'C0CLOSE', isOnlyTold: false }
  const known = <T>(found: T | undefined): Promise<T> =>
    found === undefined ? Promise.reject(new Error('nobody knows')) : Promise.resolve(found)
  return {
    ways: waysOf('prod'),
    people: {
      directory: {
        person: (id) => known(people.get(id)),
        group: (id) => known(groups.get(id)),
        channel: async () => ({ ...seen, ...channel }),
      },
      policies: [
        policyInFile({ requesters: ['U0ALICE', 'S0FINANCE'], approvers: ['U0BOB', 'U0CAROL', 'S0CONTROLLERS'] }),
      ],
      channels: [named],
      admin: 'U0DAN',
    },
    team: 'T0ACME',
    appId: 'A0ACME',
    askAboutToken: async () => ({
      kind: 'said',
      said: {
        team: 'T0ACME',
        teamName: 'Acme',
        bot: 'closing_bell',
        app: 'A0ACME',
        scopes: Object.keys(scopes),
        date: now.toUTCString(),
      },
    }),
    entities: [sampleEntityToCheck()],
    reports: 'link',
    timeZone: 'America/New_York',
    holidays: new Map([['US', '2036-12-25']]),
    requests: { open: async () => [], read: async () => undefined },
    stateOf: async () => 'running',
    patience: { trialBalance: 86_400, trialBalanceStart: 900 },
    now: () => now,
    realNow: () => now,
    ...changes,
  }
}

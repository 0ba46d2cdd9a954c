import { expect, test } from 'vitest'
import manifest from '../../../slack-manifest.json' with { type: 'json' }
import type { Finding } from '../../../src/domain/doctor/finding.ts'
import { scopes } from '../../../src/domain/doctor/token.ts'
import { waysOf } from '../../../src/domain/doctor/ways.ts'
import { checkEverything } from '../../../src/usecases/doctor/check-everything.ts'
import type { DoctorPorts } from '../../../src/usecases/doctor/doctor-ports.ts'
import { ZuoraBusy, ZuoraUnexpected } from '../../../src/zuora/errors.ts'
import { calendar, fakeDoctorPorts, now, sampleEntityToCheck } from '../../support/doctor/fake-doctor-ports.ts'

const linesOf = (findings: readonly Finding[], check: string) =>
  findings.filter((each) => each.check === check).map(({ state, says }) => `${state}: ${says}`)

const linesWith = async (changes: Partial<DoctorPorts>, check: string) =>
  linesOf(await checkEverything(fakeDoctorPorts(changes)), check)

test('where all is well there is nothing to do but what nobody can see', async () => {
  const findings = await checkEverything(fakeDoctorPorts())
  expect(findings.filter(({ state }) => state !== 'ok').map(({ check }) => check)).toEqual(['Zuora permissions'])
  expect(findings.filter(({ state, fix }) => state === 'ok' && fix !== null)).toEqual([])
})

test('the scopes that are looked for are those of the manifest', () => {
  expect(Object.keys(scopes).toSorted()).toEqual(manifest.oauth_config.scopes.bot.toSorted())
})

test('what the policy does not allow needs no permission', async () => {
  const entities = [sampleEntityToCheck({ actions: ['close'] })]
  const findings = await checkEverything(fakeDoctorPorts({ entities }))
  const [found] = findings.filter(({ check }) => check === 'Zuora permissions')
  expect(found?.says).toMatch(/^us: permission to close: /)
  expect(found?.fix).toContain('it needs Manage Close Process, Run Trial Balance.')
})

test.each<[string, string, string]>([
  ['https://rest.zuora.com', 'prod', 'ok: us: https://rest.zuora.com is PRODUCTION'],
  [
    'https://rest.zuora.com',
    'sandbox',
    'warning: us: https://rest.zuora.com is PRODUCTION, and this is stage sandbox: what it closes is closed',
  ],
  [
    'https://rest.apisandbox.zuora.com',
    'prod',
    'warning: us: https://rest.apisandbox.zuora.com is a SANDBOX, and this is stage prod: no real books are closed',
  ],
  ['https://rest.test.eu.zuora.com', 'sandbox', 'ok: us: https://rest.test.eu.zuora.com is a SANDBOX'],
  ['https://rest.zuora.com', 'local', 'ok: us: https://rest.zuora.com is PRODUCTION'],
  ['http://127.0.0.1:4602', 'prod', "fault: us: http://127.0.0.1:4602 is no host of Zuora's"],
  [
    'https://rest.services7.zuora.com',
    'prod',
    'warning: us: https://rest.services7.zuora.com is none of the hosts that Zuora documents; cards do not say SANDBOX',
  ],
  [
    'https://rest.zuora.com.evil.example',
    'prod',
    "fault: us: https://rest.zuora.com.evil.example is no host of Zuora's, and is sent the client's secret",
  ],
])('%s in stage %s: %s', async (baseUrl, stage, line) => {
  const entities = [sampleEntityToCheck({ baseUrl })]
  expect(await linesWith({ entities, ways: waysOf(stage) }, 'Zuora host')).toEqual([line])
})

const withCalendar = (first: string, months: number, closed: number, manageFrom: string | null = null) => ({
  entities: [sampleEntityToCheck({ manageFrom, periods: { list: async () => calendar(first, months, closed) } })],
})

test.each<[string, Partial<DoctorPorts>, string]>([
  ['the month that has ended', withCalendar('2026-01', 14, 9), 'ok: us: Oct 2026 is the next to close'],
  ['two that have ended', withCalendar('2026-01', 14, 8), 'ok: us: Sep 2026 is the next to close'],
  [
    'none that has ended',
    withCalendar('2026-01', 14, 10),
    'ok: us: Nov 2026 is the earliest that is not closed; it has not ended',
  ],
  ['none at all', withCalendar('2026-01', 10, 10), 'warning: us: all are closed'],
  [
    'one of years ago',
    withCalendar('2011-01', 190, 2),
    'warning: us: the earliest that is not closed is Mar 2011, with 187 more that have ended: nothing after Mar 2011 can be closed',
  ],
])('not closed: %s', async (_what, changes, line) => {
  expect((await linesWith(changes, 'accounting periods')).slice(1)).toEqual([line])
})

test('periods before manageFrom are to be closed in Zuora', async () => {
  const findings = await checkEverything(fakeDoctorPorts(withCalendar('2011-01', 190, 2, '2026-10')))
  expect(findings.find(({ says }) => says.includes('nothing after'))?.fix).toMatch(
    /^manageFrom is 2026-10: close Mar 2011/,
  )
})

test('a tenant that shows no periods is told', async () => {
  expect(await linesWith(withCalendar('2026-01', 0, 0), 'accounting periods')).toEqual(['fault: us: Zuora shows none'])
})

test('a trial balance that leaves no reports is told', async () => {
  const periods = calendar('2026-01', 14, 9).map((period) => ({ ...period, reports: [] }))
  const entities = [sampleEntityToCheck({ periods: { list: async () => periods } })]
  expect(await linesWith({ entities }, 'reports')).toEqual([
    expect.stringMatching(/^warning: us: the trial balance of .* left none/),
  ])
})

test.each<[string, Error, string]>([
  ['busy', new ZuoraBusy('Zuora, GET /v1/accounting-periods: too many', {}), 'Zuora host'],
  ['of other words', new ZuoraUnexpected('Zuora’s answer is not as documented', {}), 'Zuora host'],
])('a Zuora that is %s is a fault, and the rest not checkable', async (_what, error, check) => {
  const entities = [sampleEntityToCheck({ periods: { list: () => Promise.reject(error) } })]
  const findings = await checkEverything(fakeDoctorPorts({ entities }))
  expect(linesOf(findings, check)).toContainEqual(`fault: us: ${error.message}`)
  expect(linesOf(findings, 'accounting periods')).toEqual(['not-checkable: us: Zuora’s periods could not be read'])
})

test('a bug is told as one, and hides nothing else', async () => {
  const entities = [
    sampleEntityToCheck({ periods: { list: () => Promise.reject(new TypeError('xoxb-1 of undefined')) } }),
  ]
  const findings = await checkEverything(fakeDoctorPorts({ entities }))
  expect(linesOf(findings, 'Zuora host')).toEqual([
    'fault: what follows it could not be checked: the check itself failed (TypeError)',
  ])
  expect(linesOf(findings, 'clock')).toEqual(['ok: within 30 s of Slack'])
  expect(linesOf(findings, 'requests')).toEqual(['ok: none under way'])
})

test.each([
  [0, 'ok'],
  [29, 'ok'],
  [45, 'warning'],
  [-45, 'warning'],
  [299, 'warning'],
  [300, 'fault'],
  [-3600, 'fault'],
])('a clock %i s ahead of Slack: %s', async (seconds, state) => {
  const realNow = () => new Date(now.getTime() + seconds * 1000)
  expect(await linesWith({ realNow }, 'clock')).toEqual([expect.stringMatching(`^${state}: `)])
})

test('nobody as admin is told', async () => {
  const { people } = fakeDoctorPorts()
  expect(await linesWith({ people: { ...people, admin: null } }, 'admin')).toEqual([
    'warning: nobody is told what keeps the bot from telling people; only the log has it',
  ])
})

test('a table that may not be read is told by the error’s name', async () => {
  const open = () =>
    Promise.reject(Object.assign(new Error('User: arn:aws:sts::1234 is not'), { name: 'AccessDenied' }))
  const requests = { open, read: async () => undefined }
  expect(await linesWith({ requests }, 'requests')).toEqual(['fault: cannot be read: AccessDenied'])
})

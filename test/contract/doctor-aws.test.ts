import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openAws } from '../../scripts/doctor/aws/clients.ts'
import { readConfigFile } from '../../scripts/doctor/config-file.ts'
import { examineStage } from '../../scripts/doctor/examine.ts'
import type { Finding } from '../../scripts/doctor/finding.ts'
import { exitCodeOf, reportOf } from '../../scripts/doctor/report.ts'
import { checkEverything } from '../../src/usecases/doctor/check-everything.ts'
import { startFakeAws } from '../support/doctor/fake-aws.ts'
import { calendar, fakeDoctorPorts, sampleEntityToCheck } from '../support/doctor/fake-doctor-ports.ts'
import { startSignedBot } from '../support/doctor/signed-bot.ts'
import { code, now, type StageFacts, stageOnAws } from '../support/doctor/stage-on-aws.ts'

type Change = (facts: StageFacts) => void

const secretKey = 'a-secret-key-of-aws'
const stage = stageOnAws()
const said: string[] = []
let aws: Awaited<ReturnType<typeof startFakeAws>>
let bot: Awaited<ReturnType<typeof startSignedBot>>
let dir: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'doctor-aws-'))
  copyFileSync('closing-bell.example.yml', join(dir, 'ours.yml'))
  ;[aws, bot] = await Promise.all([startFakeAws(stage.operations), startSignedBot()])
})
afterAll(async () => {
  await Promise.all([aws.close(), bot.close()])
  rmSync(dir, { recursive: true })
})
afterEach(() => vi.unstubAllEnvs())

/** Examined with the stage changed as the test says. */
async function examine(change: Change = () => {}, { name = 'prod', has = 'ours.yml' as string | null } = {}) {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key-id')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretKey)
  const given = join(dir, 'ours.yml')
  const { file } = readConfigFile(given, { example: 'closing-bell.example.yml', mayBeExample: false })
  stage.heal((facts) => {
    facts.requestUrl = bot.url
    facts.check = { findings: [], signed: bot.signed(), deployed: { code, config: file?.hash } }
    change(facts)
  })
  const open = ({ region }: { region: string }) => openAws({ region, endpoint: aws.url })
  const configPath = has === null ? undefined : join(dir, has)
  const examined = await examineStage(name, { root: process.cwd(), given: configPath, open, now, code })
  if (examined.ok) said.push(reportOf(examined.findings))
  return examined
}

async function findingsWith(change: Change): Promise<Finding[]> {
  const examined = await examine(change)
  if (!examined.ok) throw new Error(examined.mistakes.join('\n'))
  return examined.findings
}

test('a stage where all is well has no fault, and nothing of it was changed', async () => {
  const findings = await findingsWith(() => {})
  expect(findings.filter(({ state }) => state === 'fault' || state === 'warning')).toEqual([])
  expect(exitCodeOf(findings)).toBe(0)
  expect(aws.asked.filter((operation) => !/^(Describe|Get|List|Invoke)/.test(operation))).toEqual([])
})

test('right after the first deployment, runs that were not counted yet are no fault', async () => {
  const findings = await findingsWith((facts) => {
    Object.assign(facts.stack, { CreationTime: new Date(now.getTime() - 5 * 60_000).toISOString() })
    Object.assign(facts.lastRun, { wake: 2, reconcile: null, remind: null })
  })
  const states = findings.filter(({ check }) => check === 'last runs').map(({ state }) => state)
  expect(states.toSorted()).toEqual(['not-checkable', 'not-checkable', 'ok'])
})

type Provoked = {
  /** Faults that do not hide each other are looked at together. */
  look: 1 | 2 | 3 | 4
  provoke: Change
  check: string
  says: RegExp
  fix: RegExp
  state?: Finding['state']
}

const functionOf = (facts: StageFacts, name: string) => facts.functions[`closing-bell-prod-${name}`]

const provoked: Record<string, Provoked> = {
  'a deployment that did not end well': {
    look: 1,
    provoke(facts) {
      facts.stack.StackStatus = 'UPDATE_ROLLBACK_FAILED'
    },
    check: 'stack',
    says: /is UPDATE_ROLLBACK_FAILED/,
    fix: /Events\. Then npm run deploy -- --stage prod/,
  },
  'a resource that is not deployed': {
    look: 1,
    provoke: (facts) => void facts.notInStack.push('RemindSchedule'),
    check: 'stack',
    says: /RemindSchedule is not deployed/,
    fix: /npm run deploy/,
  },
  'a table that can be deleted': {
    look: 1,
    provoke(facts) {
      facts.table.DeletionProtectionEnabled = false
    },
    check: 'table',
    says: /its deletion protection is off/,
    fix: /--deletion-protection-enabled/,
  },
  'a table without a way back': {
    look: 1,
    provoke(facts) {
      facts.recovery = 'DISABLED'
    },
    check: 'table',
    says: /point-in-time recovery is off/,
    fix: /update-continuous-backups --table-name closing-bell-prod-Table-1/,
  },
  'a table without a key of its own': {
    look: 1,
    provoke(facts) {
      facts.table.SSEDescription = undefined
    },
    check: 'table',
    says: /not encrypted with a key of this account/,
    fix: /--sse-specification Enabled=true/,
  },
  'an expiry that is off': {
    look: 1,
    provoke(facts) {
      facts.timeToLive = { TimeToLiveStatus: 'DISABLED', AttributeName: undefined }
    },
    check: 'table',
    says: /its time to live is off, not by deleteAfter/,
    fix: /AttributeName=deleteAfter/,
  },
  'an index that is not there': {
    look: 1,
    provoke: (facts) => void facts.table.GlobalSecondaryIndexes.shift(),
    check: 'table',
    says: /its index open is not there/,
    fix: /keys openPk,openSk/,
  },
  'a workflow of another version': {
    look: 1,
    provoke(facts) {
      facts.machine.definition = '{"StartAt":"Elsewhere","States":{}}'
    },
    check: 'state machine',
    says: /its definition is not the one of this checkout/,
    fix: /npm run deploy/,
  },
  'a workflow that forgets': {
    look: 1,
    provoke(facts) {
      facts.machine.type = 'EXPRESS'
    },
    check: 'state machine',
    says: /its type is EXPRESS/,
    fix: /npm run deploy/,
  },
  'a workflow that logs task tokens': {
    look: 1,
    provoke(facts) {
      facts.machine.loggingConfiguration.includeExecutionData = true
    },
    check: 'state machine',
    says: /task tokens/,
    fix: /npm run deploy/,
  },
  'a function that was stopped by hand': {
    look: 1,
    provoke: (facts) => void Object.assign(functionOf(facts, 'wake') ?? {}, { reserved: 0 }),
    check: 'functions',
    says: /closing-bell-prod-wake was stopped by hand/,
    fix: /delete-function-concurrency --function-name closing-bell-prod-wake/,
  },
  'a function that could not be updated': {
    look: 1,
    provoke: (facts) => void Object.assign(functionOf(facts, 'respond') ?? {}, { LastUpdateStatus: 'Failed' }),
    check: 'functions',
    says: /closing-bell-prod-respond was not updated/,
    fix: /npm run deploy/,
  },
  'functions of two versions': {
    look: 1,
    provoke: (facts) => void Object.assign(functionOf(facts, 'slack') ?? {}, { code: '0.0.9 ffffffffffff' }),
    check: 'functions',
    says: /of different versions \(0\.0\.9 ffffffffffff: closing-bell-prod-slack; 0\.1\.0/,
    fix: /npm run deploy/,
  },
  'a schedule that is disabled': {
    look: 1,
    provoke: (facts) => void Object.assign(facts.schedules.WakeSchedule ?? {}, { State: 'DISABLED' }),
    check: 'schedules',
    says: /that of wake is disabled: what a crash leaves is not repaired/,
    fix: /Scheduler › WakeSchedule › Enable/,
  },
  'a schedule that is slower': {
    look: 1,
    provoke: (facts) =>
      void Object.assign(facts.schedules.ReconcileSchedule ?? {}, { ScheduleExpression: 'rate(1 day)' }),
    check: 'schedules',
    says: /that of reconcile is rate\(1 day\), not rate\(15 minutes\)/,
    fix: /Edit/,
  },
  'a schedule that does not run': {
    look: 1,
    provoke(facts) {
      facts.lastRun.wake = 40
    },
    check: 'last runs',
    says: /wake has not run since 2026-11-03T20:34:00\.000Z/,
    fix: /aws logs tail \/aws\/lambda\/closing-bell-prod-wake/,
  },
  'a schedule that never ran': {
    look: 1,
    provoke(facts) {
      facts.lastRun.remind = null
    },
    check: 'last runs',
    says: /remind has not run for two hours or longer/,
    fix: /closing-bell-prod-remind/,
  },
  'runs that fail': {
    look: 1,
    provoke: (facts) => void facts.failing.push('reconcile'),
    check: 'last runs',
    says: /reconcile ran at .* and failed/,
    fix: /closing-bell-prod-reconcile/,
  },
  'clicks that were given up': {
    look: 1,
    provoke(facts) {
      facts.queues.UndeliveredQueue = 3
    },
    check: 'undelivered',
    says: /UndeliveredQueue holds 3/,
    fix: /“Redrive”/,
  },
  'runs that could not be delivered': {
    look: 1,
    provoke(facts) {
      facts.queues.MissedRunsQueue = 2
    },
    check: 'undelivered',
    says: /MissedRunsQueue holds 2/,
    fix: /purge-queue/,
    state: 'warning',
  },
  'an alarm that is on': {
    look: 1,
    provoke(facts) {
      facts.alarms.ErrorsAlarm = { StateValue: 'ALARM' }
    },
    check: 'alarms',
    says: /closing-bell-prod-errors is on since 2026-11-03T21:04:00\.000Z/,
    fix: /docs\/runbook\.md, “errors”/,
  },
  'an alarm that was deleted': {
    look: 1,
    provoke(facts) {
      facts.alarms.ThrottlesAlarm = { gone: true }
    },
    check: 'alarms',
    says: /closing-bell-prod-throttles is not there/,
    fix: /npm run deploy/,
  },
  'an alarm that was muted': {
    look: 1,
    provoke(facts) {
      facts.alarms.AckTimeAlarm = { ActionsEnabled: false }
    },
    check: 'alarms',
    says: /closing-bell-prod-ack-time is muted/,
    fix: /enable-alarm-actions/,
    state: 'warning',
  },
  'alarms that nobody hears': {
    look: 1,
    provoke(facts) {
      facts.subscribers = { confirmed: 0, pending: 1 }
    },
    check: 'alarms',
    says: /nobody hears them: .*1 who did not/,
    fix: /press the link/,
  },
  'a secret that is not set': {
    look: 1,
    provoke(facts) {
      facts.secrets['slack/bot-token'] = undefined
    },
    check: 'secrets',
    says: /slack\/bot-token is not set/,
    fix: /npm run secrets -- --stage prod/,
  },
  'a secret that is not encrypted': {
    look: 1,
    provoke(facts) {
      facts.secrets['zuora/client-secret'] = 'String'
    },
    check: 'secrets',
    says: /zuora\/client-secret is not encrypted/,
    fix: /delete \/closing-bell\/prod\/zuora\/client-secret/,
  },
  'a function that cannot read its secrets': {
    look: 1,
    provoke(facts) {
      facts.check = {
        errorType: 'SecretMissing',
        errorMessage: 'Parameter Store has no /closing-bell/prod/slack/bot-token.',
      }
    },
    check: 'check function',
    says: /Slack and Zuora could not be looked at: Parameter Store has no/,
    fix: /npm run secrets -- --stage prod/,
  },
  'a table that is gone': {
    look: 2,
    provoke(facts) {
      facts.tableThere = false
    },
    check: 'table',
    says: /IS NOT THERE/,
    fix: /do not deploy\..*“Restoring the table”/,
  },
  'a workflow that is gone': {
    look: 2,
    provoke(facts) {
      facts.machineThere = false
    },
    check: 'state machine',
    says: /is not there: no request can be started/,
    fix: /npm run deploy/,
  },
  'a schedule that is gone': {
    look: 2,
    provoke(facts) {
      facts.schedules.RemindSchedule = undefined
    },
    check: 'schedules',
    says: /that of remind is not there: nobody is reminded/,
    fix: /npm run deploy/,
  },
  'a function that is gone': {
    look: 2,
    provoke(facts) {
      facts.functions['closing-bell-prod-announce'] = undefined
    },
    check: 'functions',
    says: /closing-bell-prod-announce is not there/,
    fix: /npm run deploy/,
  },
  'a stage of an older version': {
    look: 2,
    provoke: (facts) => {
      for (const each of Object.values(facts.functions)) if (each) each.code = '0.0.9 ffffffffffff'
    },
    check: 'functions',
    says: /all are of 0\.0\.9 ffffffffffff, and this checkout is/,
    fix: /check out ffffffffffff/,
    state: 'warning',
  },
  'a stack without its address': {
    look: 2,
    provoke(facts) {
      facts.requestUrl = null
    },
    check: 'request URL',
    says: /the stack does not say it/,
    fix: /npm run deploy/,
  },
  'a function that answers in other words': {
    look: 2,
    provoke(facts) {
      facts.check = { faults: [], warnings: [] }
    },
    check: 'check function',
    says: /another version is deployed/,
    fix: /npm run deploy/,
  },
  'alarms without a subscriber': {
    look: 2,
    provoke(facts) {
      facts.subscribers = { confirmed: 0, pending: 0 }
    },
    check: 'alarms',
    says: /nobody hears them: the topic has no subscriber/,
    fix: /aws sns subscribe --topic-arn/,
  },
  'a deployment under way': {
    look: 2,
    provoke(facts) {
      facts.stack.StackStatus = 'UPDATE_IN_PROGRESS'
    },
    check: 'stack',
    says: /somebody is deploying/,
    fix: /when that has ended/,
    state: 'warning',
  },
  'what you may not see': {
    look: 3,
    provoke: (facts) => void facts.denied.push('DescribeTable', 'GetTopicAttributes'),
    check: 'table',
    says: /AWS does not let you look \(AccessDeniedException\)/,
    fix: /needs dynamodb:DescribeTable/,
    state: 'not-checkable',
  },
  'another configuration than this': {
    look: 3,
    provoke: (facts) => void Object.assign(facts.check, { deployed: { code, config: 'another' } }),
    check: 'config file',
    says: /what is in use is not ours\.yml as it is now/,
    fix: /npm run deploy -- --stage prod/,
    state: 'warning',
  },
  'what the function itself found': {
    look: 3,
    provoke: (facts) =>
      void Object.assign(facts.check, {
        findings: [
          { check: 'Slack token', state: 'fault', says: 'Slack refuses it: token_revoked', fix: 'copy it anew.' },
        ],
      }),
    check: 'Slack token',
    says: /token_revoked/,
    fix: /copy it anew/,
  },
}

describe.each([1, 2, 3] as const)('look %i', (look) => {
  const faults = Object.entries(provoked).filter(([, each]) => each.look === look)
  let findings: Finding[]

  beforeAll(async () => {
    findings = await findingsWith((facts) => {
      for (const [, { provoke }] of faults) provoke(facts)
    })
  })

  test.each(faults)('%s: found, with the way out', (_what, { check, says, fix, state = 'fault' }) => {
    const found = findings.filter((each) => each.check === check && each.state === state)
    expect(found.map((each) => `${each.says} → ${each.fix}`)).toContainEqual(
      expect.stringMatching(new RegExp(`${says.source}.* → .*${fix.source}`)),
    )
    expect(exitCodeOf(findings)).toBe(1)
  })
})

test('where it cannot look at all it says why, and how it can', async () => {
  expect(await examine(() => {}, { name: 'production' })).toEqual({
    ok: false,
    mistakes: [expect.stringMatching(/There is no stage “production”/)],
  })
  expect(await examine(() => {}, { name: 'sandbox' })).toEqual({
    ok: false,
    mistakes: [expect.stringMatching(/There is no closing-bell-sandbox in us-east-1.*npm run deploy/)],
  })
  expect(await examine((facts) => void facts.denied.push('DescribeStacks'))).toEqual({
    ok: false,
    mistakes: [expect.stringMatching(/You are not allowed to/)],
  })
})

test('without the configuration at hand, all else is looked at', async () => {
  const examined = await examine(() => {}, { has: null })
  if (!examined.ok) throw new Error(examined.mistakes.join('\n'))
  const [first, ...others] = examined.findings.filter(({ state }) => state !== 'ok')
  expect(first).toMatchObject({ check: 'config file', state: 'not-checkable' })
  expect(others).toMatchObject([{ check: 'secrets', state: 'not-checkable' }])
  expect(exitCodeOf(examined.findings)).toBe(0)
})

/** As in the document: the address of an API and a time that do not differ from run to run. */
function example(text: string): string {
  const url = 'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/slack/events'
  return text
    .replaceAll(bot.url, url)
    .replaceAll(/\(\d+ ms\)/g, '(84 ms)')
    .replaceAll('ours.yml', 'closing-bell.yml')
}

test('the example in the document is what it says on such an evening', async () => {
  const periods = { list: async () => calendar('2011-01', 190, 2) }
  const entities = [sampleEntityToCheck({ periods })]
  const inside = await checkEverything(fakeDoctorPorts({ entities }, { isMember: false }))
  const findings = await findingsWith((facts) => {
    Object.assign(facts.check, { findings: inside })
    facts.table.DeletionProtectionEnabled = false
    facts.queues.UndeliveredQueue = 1
  })
  const document = readFileSync('docs/deploy.md', 'utf8')
  const block = /(?<=<!-- From test\/contract\/doctor-aws\.test\.ts -->\n```text\n).*?(?=\n```\n)/s
  expect(document).toMatch(block)
  await expect(document.replace(block, () => example(reportOf(findings)))).toMatchFileSnapshot('../../docs/deploy.md')
})

test('what a fix names in the runbook is there', () => {
  const runbook = readFileSync('docs/runbook.md', 'utf8')
  const named = [...said.join('\n').matchAll(/docs\/runbook\.md, “([^”]+)”/g)].map(([, heading]) => heading)
  expect(named).toContain('Redrive')
  expect(named.filter((heading) => !new RegExp(`^##+ ${heading}$`, 'm').test(runbook))).toEqual([])
})

test('no secret was said, not even encrypted', () => {
  const all = said.join('\n')
  expect(said.length).toBeGreaterThan(3)
  expect([secretKey, 'AQICAHh', ...bot.secrets].filter((secret) => all.includes(secret))).toEqual([])
})

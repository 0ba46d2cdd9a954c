import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import type { Finding } from '../../scripts/doctor/finding.ts'
import { checkLastRuns } from '../../scripts/doctor/local/last-runs.ts'
import { exitCodeOf, reportOf } from '../../scripts/doctor/report.ts'
import { startSlack } from '../../sim/slack/server.ts'
import { createRegister } from '../../src/store/register/register.ts'
import {
  type DoctorMachine,
  noteRuns,
  secrets,
  startDoctorMachine,
  startSlackAt,
} from '../support/doctor/doctor-machine.ts'
import { newDraft, recording } from './requests-contract.ts'

let machine: DoctorMachine
const said: string[] = []

beforeAll(async () => {
  machine = await startDoctorMachine()
})
afterAll(() => machine.close())

type Environment = Record<string, string | null>

async function examine(check: Environment = {}): Promise<Finding[]> {
  const { findings } = await machine.examine({ check })
  said.push(reportOf(findings))
  return findings
}

/** What the faults of one look have changed. */
const undos: (() => unknown)[] = []

function undoing(undo: () => unknown): void {
  undos.push(undo)
}

async function undoAll(): Promise<void> {
  for (const undo of undos.splice(0).toReversed()) await undo()
}

type Given = { entities: object[] }

/** The configuration with something more in it changed, as the function check has it. */
function configWith(change: (config: Given) => object): Environment {
  const path = join(machine.dir, 'changed.json')
  const before = existsSync(path) ? path : machine.configFile
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(before, 'utf8')))))
  undoing(() => rmSync(path, { force: true }))
  return { CLOSING_BELL_CONFIG: path }
}

const withEntity = (changes: object) =>
  configWith((config) => ({ ...config, entities: config.entities.map((entity) => ({ ...entity, ...changes })) }))

/** What npm start noted of itself, with something more in it changed. */
function noted(
  ports: Parameters<DoctorMachine['note']>[0],
  started: Parameters<DoctorMachine['note']>[1] = {},
): undefined {
  machine.note(ports, started)
  undoing(() => machine.note(null))
}

test('where all is well there is no fault, and what cannot be seen without effect is said', async () => {
  const findings = await examine()
  expect(findings.filter(({ state }) => state === 'fault')).toEqual([])
  expect(exitCodeOf(findings)).toBe(0)
  expect(findings).toContainEqual(
    expect.objectContaining({ state: 'not-checkable', says: expect.stringMatching(/^us: permission to .*close/) }),
  )
})

type Provoked = {
  /** Makes it so; what `check` is given instead, if that is how. */
  provoke: () => Environment | undefined | Promise<Environment | undefined>
  /** Faults that do not hide each other are looked at together. */
  look: 1 | 2 | 3 | 4 | 5 | 6 | 7
  check: string
  says: RegExp
  fix: RegExp
  state?: Finding['state']
}

const scopesGranted = ['commands', 'chat:write', 'users:read', 'admin']
/** Where nobody listens; fetch refuses the ports of old services by itself. */
const nobody = 65_529
const slackDown = { SLACK_API_URL: `http://127.0.0.1:${nobody}/api/` }

const provoked: Record<string, Provoked> = {
  'a mistake in the file': {
    look: 5,
    provoke() {
      const path = join(machine.dir, 'closing-bell.yml')
      writeFileSync(
        path,
        readFileSync('closing-bell.example.yml', 'utf8').replace('expireAfter: 48h', 'expireAfter: soon'),
      )
      noted({}, { configPath: path })
    },
    check: 'config file',
    says: /policy\.expireAfter: /,
    fix: /docs\/configuration\.md/,
  },
  'the example with a real Slack': {
    look: 1,
    provoke: () => noted({}, { realSide: 'SLACK_API_URL' }),
    check: 'config file',
    says: /is the example/,
    fix: /copy it/,
  },
  'a file that was changed since': {
    look: 1,
    provoke: () => withEntity({ name: 'Another' }),
    check: 'config file',
    says: /what is in use is not closing-bell\.example\.yml as it is now/,
    fix: /start it again/,
    state: 'warning',
  },
  'holidays that end soon': {
    look: 1,
    provoke: () => configWith((config) => ({ ...config, publicHolidays: { US: ['2026-12-25'] } })),
    check: 'holidays',
    says: /known for US until 2026-12-25/,
    fix: /start npm start again/,
    state: 'warning',
  },
  'a token that was revoked': {
    look: 2,
    provoke() {
      machine.slackOptions.botToken = 'xoxb-another'
      undoing(() => {
        machine.slackOptions.botToken = secrets.SLACK_BOT_TOKEN
      })
    },
    check: 'Slack token',
    says: /Slack refuses it: invalid_auth/,
    fix: /Bot User OAuth Token.*SLACK_BOT_TOKEN/,
  },
  'a Slack that does not answer': {
    look: 3,
    provoke: () => slackDown,
    check: 'Slack token',
    says: /Slack did not answer: ECONNREFUSED/,
    fix: /slack-status\.com/,
  },
  'a scope that is missing': {
    look: 4,
    provoke: async () => ({ SLACK_API_URL: await slackWith(scopesGranted) }),
    check: 'Slack scopes',
    says: /usergroups:read is missing: .*clicks are refused/,
    fix: /add usergroups:read, then Reinstall/,
  },
  'a scope too many': {
    look: 4,
    provoke: async () => ({ SLACK_API_URL: await slackWith(scopesGranted) }),
    check: 'Slack scopes',
    says: /more than the bot needs: admin/,
    fix: /remove admin/,
    state: 'warning',
  },
  'a token of another workspace': {
    look: 7,
    provoke() {
      machine.slackOptions.teamId = 'T0ELSE'
      undoing(() => {
        machine.slackOptions.teamId = 'T0LOCAL'
      })
    },
    check: 'workspace',
    says: /of Example \(T0ELSE\), but slack\.team is T0LOCAL/,
    fix: /set slack\.team: T0ELSE/,
  },
  'a token of another app': {
    look: 1,
    provoke: () => ({ SLACK_APP_ID: 'A0OTHER' }),
    check: 'Slack app',
    says: /SLACK_APP_ID is A0OTHER, but the token is of A0LOCAL/,
    fix: /SLACK_APP_ID/,
  },
  'a channel without the bot': {
    look: 1,
    provoke: () => withEntity({ channel: 'C0GENERAL' }),
    check: 'channels',
    says: /entities\[0\]\.channel: the bot is not in C0GENERAL/,
    fix: /\/invite @Closing Bell/,
  },
  'a channel shared with another company': {
    look: 1,
    async provoke() {
      await machine.slack('channel', { channel: 'C0CLOSE', shared: 'company' })
      undoing(() => machine.slack('channel', { channel: 'C0CLOSE', shared: 'no' }))
    },
    check: 'channels',
    says: /shared with another company/,
    fix: /stop sharing the channel/,
  },
  'a public channel': {
    look: 1,
    provoke: () => undefined,
    check: 'channels',
    says: /is public: everybody/,
    fix: /make the channel private/,
    state: 'warning',
  },
  'an empty user group': {
    look: 1,
    async provoke() {
      await machine.slack('group', { group: 'S0CONTROLLERS', users: [] })
      undoing(() => machine.slack('group', { group: 'S0CONTROLLERS', users: ['U0CAROL', 'U0DAN'] }))
    },
    check: 'people and groups',
    says: /user group S0CONTROLLERS is empty/,
    fix: /the user group in Slack/,
  },
  'an approver who is a guest now': {
    look: 1,
    async provoke() {
      await machine.slack('person', { user: 'U0BOB', guest: true })
      undoing(() => machine.slack('person', { user: 'U0BOB', guest: false }))
    },
    check: 'people and groups',
    says: /policy\.approvers: U0BOB is a guest/,
    fix: /correct that list/,
  },
  'an admin who is a guest now': {
    look: 1,
    async provoke() {
      await machine.slack('person', { user: 'U0CFO', guest: true })
      undoing(() => machine.slack('person', { user: 'U0CFO', guest: false }))
    },
    check: 'admin',
    says: /U0CFO is a guest/,
    fix: /name a full member/,
  },
  'a clock ten minutes behind': {
    look: 5,
    async provoke() {
      const slack = await startSlackAt(new Date(Date.now() + 600_000))
      undoing(() => slack.close())
      return { SLACK_API_URL: `${slack.url}/api/` }
    },
    check: 'clock',
    says: /(600|599|601) s behind Slack: everything that Slack signs is refused/,
    fix: /timedatectl set-ntp true/,
  },
  'another signing secret in the bot': {
    look: 1,
    provoke: () => ({ SLACK_SIGNING_SECRET: 'another' }),
    check: 'request URL',
    says: /refuses what is signed with secret 1/,
    fix: /Basic Information.*SLACK_SIGNING_SECRET anew/,
  },
  'a bot that takes every signature': {
    look: 2,
    provoke() {
      machine.bot.answers = 200
      undoing(() => {
        machine.bot.answers = null
      })
    },
    check: 'request URL',
    says: /ACCEPTS A WRONG SIGNATURE/,
    fix: /take it off the internet/,
  },
  'a bot that fails': {
    look: 3,
    provoke() {
      machine.bot.answers = 500
      undoing(() => {
        machine.bot.answers = null
      })
    },
    check: 'request URL',
    says: /answers 500: the function slack fails/,
    fix: /grep '\^slack '/,
  },
  'a bot that is not there': {
    look: 4,
    provoke: () => noted({ bot: nobody }),
    check: 'request URL',
    says: /does not answer: ECONNREFUSED/,
    fix: /Slack cannot reach it either/,
  },
  'a secret that is not set': {
    look: 6,
    provoke: () => ({ SLACK_BOT_TOKEN: null }),
    check: 'check function',
    says: /needs SLACK_BOT_TOKEN in its environment/,
    fix: /start it again/,
  },
  'Zuora refusing the client': {
    look: 2,
    async provoke() {
      await machine.zuora('credentials', { refused: true })
      undoing(() => machine.zuora('credentials', { refused: false }))
    },
    check: 'Zuora credentials',
    says: /us: Zuora refused to sign in/,
    fix: /new OAuth client; then set ZUORA_CLIENT_SECRET/,
  },
  'Zuora away': {
    look: 3,
    async provoke() {
      await machine.zuora('outage', { on: true })
      undoing(() => machine.zuora('outage', { on: false }))
    },
    check: 'Zuora host',
    says: /HTTP 503/,
    fix: /trust\.zuora\.com/,
  },
  'an address that is not Zuora’s': {
    look: 5,
    provoke: () => ({ ZUORA_BASE_URL: 'http://127.0.0.2:9' }),
    check: 'Zuora host',
    says: /no host of Zuora's, and is sent the client's secret/,
    fix: /docs\/zuora\.md/,
  },
  'an entity that the client does not reach': {
    look: 4,
    provoke: () => withEntity({ entityId: 'nobody' }),
    check: 'Zuora headers',
    says: /us: Zuora refuses to show the periods/,
    fix: /entities\[0\]\.entityId/,
  },
  'a version that Zuora does not honour': {
    look: 1,
    async provoke() {
      const body = { success: false, processId: 'P1', reasons: [{ code: 50000040, message: 'not found' }] }
      await machine.zuora('faults', [{ path: '0{32}', kind: 'status', status: 200, body }])
    },
    check: 'Zuora version',
    says: /answers HTTP 200 where its version 2025-08-12 has 404/,
    fix: /Zuora Support/,
    state: 'warning',
  },
  'documents that the user may not see': {
    look: 1,
    async provoke() {
      const body = { success: false, processId: 'P1', reasons: [{ code: 50000010, message: 'no permission' }] }
      await machine.zuora('faults', [{ path: 'object-query/refunds', kind: 'status', status: 403, body }])
    },
    check: 'Zuora documents',
    says: /processing refunds cannot be seen: Zuora refused: no permission/,
    fix: /step 4/,
    state: 'warning',
  },
  'an old period that is open': {
    look: 1,
    async provoke() {
      await machine.zuora('periods/Mar%202025/reopen', { force: true })
      await machine.zuora('periods/Apr%202025/reopen', { force: true })
      undoing(async () => {
        await machine.zuora('periods/Mar%202025/close', { force: true })
        await machine.zuora('periods/Apr%202025/close', { force: true })
      })
    },
    check: 'accounting periods',
    says: /nothing after Mar 2025 can be closed/,
    fix: /close Mar 2025 first.*manageFrom/,
    state: 'warning',
  },
  'a table that is not there': {
    look: 2,
    provoke: () => noted({ dynamodb: nobody }),
    check: 'table',
    says: /does not answer/,
    fix: /start it again/,
  },
  'a workflow that is not there': {
    look: 5,
    provoke: () => noted({ stepFunctions: nobody }),
    check: 'state machine',
    says: /does not answer/,
    fix: /start it again/,
  },
  'clicks that were given up': {
    look: 1,
    provoke() {
      const queue = new DatabaseSync(join(machine.dir, 'events.sqlite'))
      // The first is older than two weeks, and forgotten.
      queue.exec(`INSERT INTO dead_letters (requestId, functionName, payload, error, diedAt)
        VALUES ('1', 'respond', '{}', '{}', 0), ('2', 'respond', '{}', '{}', ${Date.now()})`)
      undoing(() => {
        queue.exec('DELETE FROM dead_letters')
        queue.close()
      })
    },
    check: 'undelivered',
    says: /1 given up/,
    fix: /they do it again in Slack; then "DELETE FROM dead_letters"/,
  },
  'schedules that stand still': {
    look: 1,
    provoke() {
      noteRuns(machine.dir, new Date(Date.now() - 600_000))
      undoing(() => noteRuns(machine.dir, new Date()))
    },
    check: 'last runs',
    says: /wake last ended well at/,
    fix: /grep '\^wake '/,
  },
  'a request whose workflow was never started': {
    look: 1,
    async provoke() {
      const dynamodb = new DynamoDBClient({
        endpoint: machine.table.url,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      })
      const TableName = machine.environment.TABLE_NAME
      const names = { table: TableName, partitionOf: (entity: string) => `ENTITY#${entity}` }
      const askedAt = new Date(Date.now() - 1_200_000).toISOString()
      const request = await createRegister(dynamodb, names, recording).create(newDraft({ entity: 'us', askedAt }))
      const sk = `REQUEST#${String(request.number).padStart(6, '0')}`
      undoing(async () => {
        await dynamodb.send(new DeleteItemCommand({ TableName, Key: { pk: { S: 'ENTITY#us' }, sk: { S: sk } } }))
        dynamodb.destroy()
      })
    },
    check: 'requests',
    says: /US-0001 .*its workflow was never started/,
    fix: /docs\/runbook\.md/,
  },
}

describe.each([1, 2, 3, 4, 5, 6, 7] as const)('look %i', (look) => {
  const faults = Object.entries(provoked).filter(([, each]) => each.look === look)
  let findings: Finding[]

  beforeAll(async () => {
    const changed: Environment = {}
    for (const [, { provoke }] of faults) Object.assign(changed, await provoke())
    findings = await examine(changed)
  })
  afterAll(undoAll)

  test.each(faults)('%s is found, with the way out', (_what, { check, says, fix, state = 'fault' }) => {
    const found = findings.filter((each) => each.check === check && each.state === state)
    expect(found.map((each) => `${each.says} → ${each.fix}`)).toContainEqual(
      expect.stringMatching(new RegExp(`${says.source}.* → .*${fix.source}`)),
    )
    expect(exitCodeOf(findings)).toBe(1)
  })
})

test('right after a start, runs that have not ended yet are no fault', () => {
  const { schedules } = readServerlessFile('serverless.yml')
  const statesAt = (at: Date) => checkLastRuns(machine.dir, schedules, at).map(({ state }) => state)
  noteRuns(machine.dir, new Date(Date.now() - 8 * 3_600_000))
  undoing(() => noteRuns(machine.dir, new Date()))
  expect(statesAt(new Date())).toEqual(['fault', 'fault', 'fault'])
  machine.note({})
  utimesSync(join(machine.dir, 'ports.json'), new Date(), new Date())
  undoing(() => machine.note(null))
  expect(statesAt(new Date())).toEqual(['not-checkable', 'not-checkable', 'not-checkable'])
  expect(statesAt(new Date(Date.now() + 200_000))).toEqual(['fault', 'not-checkable', 'not-checkable'])
  return undoAll()
})

test('no secret was said', () => {
  const { ZUORA_CLIENT_ID, ...hidden } = secrets
  const all = said.join('\n')
  expect(said.length).toBe(8)
  expect([...Object.values(hidden), ZUORA_CLIENT_ID].filter((secret) => all.includes(secret))).toEqual([])
})

async function slackWith(scopes: readonly string[]): Promise<string> {
  const slack = await startSlack({ ...machine.slackOptions, scopes })
  undoing(() => slack.close())
  return `${slack.url}/api/`
}

import { readFileSync } from 'node:fs'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SFNClient } from '@aws-sdk/client-sfn'
import { type Config, hasOwnCredentials, holidaysOf, ownSettingName, policyFor } from '../../config.ts'
import { waysOf } from '../../domain/doctor/ways.ts'
import { policyActions } from '../../domain/policy/policy.ts'
import { type SelfSigned, selfSigned } from '../../slack/receiving/self-signed.ts'
import { signingSecretsIn } from '../../slack/receiving/signature.ts'
import { askAboutToken } from '../../slack/workspace/token-said.ts'
import { createOpenRequests } from '../../store/requests/open-requests.ts'
import { createRequestReader } from '../../store/requests/request-reader.ts'
import type { DoctorPorts, EntityToCheck } from '../../usecases/doctor/doctor-ports.ts'
import { createStateOf } from '../../workflow/executions.ts'
import { createAccountingPeriods } from '../../zuora/accounting-periods.ts'
import { createBlockers } from '../../zuora/blockers.ts'
import { createZuoraClient } from '../../zuora/client.ts'
import { partitions, rulesOf } from '../adapters.ts'
import { peoplePorts } from '../check.ts'
import { now, realNow } from '../clock.ts'
import { readConfigOf } from '../config-file.ts'
import { heldAsRead } from '../live-settings.ts'
import { logOf } from '../log-of.ts'
import { logZuoraCall } from '../log-zuora-call.ts'
import { code } from '../policy/code-version.ts'
import { hash } from '../policy/policy-in-force.ts'
import { readSettings, type Settings } from '../settings.ts'
import { zuoraSettingsOf } from '../zuora-settings.ts'

/** `config`: the hash of the file that is in use, as it was compiled, without the dates that compiling adds. */
export type Deployed = { code: string; config: string }

/** Builds what `check` looks at everything with. Settings are read anew each time: what was kept may be what is wrong. */
export async function createDoctor(): Promise<{ ports: DoctorPorts; signed: SelfSigned; deployed: Deployed }> {
  const config = readConfigOf('check')
  const settings = await readSettings('check', config.entities)
  const dynamodb = new DynamoDBClient({})
  const names = { table: settings.TABLE_NAME, partitionOf: partitions(config) }
  const ports: DoctorPorts = {
    ways: waysOf(stageOf(process.env.AWS_LAMBDA_FUNCTION_NAME ?? '')),
    people: peoplePorts(config, settings),
    team: config.slack.team,
    appId: settings.SLACK_APP_ID,
    askAboutToken: () => askAboutToken(settings.SLACK_API_URL, settings.SLACK_BOT_TOKEN),
    entities: config.entities.map((entity, index) => entityToCheck(entity, index, { config, settings })),
    reports: config.reports,
    timeZone: config.timezone,
    holidays: holidaysIn(config),
    requests: { ...createOpenRequests(dynamodb, names), ...createRequestReader(dynamodb, names) },
    ...createStateOf(new SFNClient({}), settings.STATE_MACHINE_ARN),
    patience: rulesOf(config, [], (entity) => entity).patience,
    now,
    realNow,
  }
  return {
    ports,
    signed: selfSigned(signingSecretsIn(settings.SLACK_SIGNING_SECRET), realNow()),
    deployed: { code, config: hashOfFile(settings.CLOSING_BELL_CONFIG) },
  }
}

/** On AWS it is `closing-bell-<stage>-check`. */
function stageOf(functionName: string): string {
  return /^closing-bell-(.+)-check$/.exec(functionName)?.[1] ?? 'local'
}

type Around = { config: Config; settings: Settings<'check'> }

function entityToCheck(given: Config['entities'][number], index: number, { config, settings }: Around): EntityToCheck {
  const { key, entityId = null, orgIds, timezone = config.timezone, manageFrom = null } = given
  const { baseUrl, ...credentials } = zuoraSettingsOf(settings, key)
  const isOwn = hasOwnCredentials(given, process.env)
  const log = logOf('check')
  let unknownStatus: number | null = null
  const client = createZuoraClient({
    baseUrl,
    credentials: heldAsRead(credentials),
    entityId,
    orgIds,
    now: realNow,
    readTimeoutMs: 15_000,
    log: (call) => {
      if (call.path.endsWith(unknownId)) unknownStatus = call.status
      logZuoraCall(key, call, log)
    },
  })
  const periods = createAccountingPeriods(client)
  const { actions } = policyFor(config, key)
  return {
    key,
    path: `entities[${index}]`,
    timeZone: timezone,
    baseUrl,
    secretName: isOwn ? ownSettingName('ZUORA_CLIENT_SECRET', key) : 'ZUORA_CLIENT_SECRET',
    entityId,
    orgIds,
    manageFrom,
    actions: policyActions.filter((action) => actions[action] !== undefined),
    periods,
    blockers: createBlockers(client),
    async statusOfUnknownPeriod() {
      // Whatever it comes to, only the status is of interest.
      await periods.retrieve(unknownId).catch(() => undefined)
      return unknownStatus
    },
  }
}

/** No period of Zuora's has it. */
const unknownId = '0'.repeat(32)

function holidaysIn(config: Config): ReadonlyMap<string, string | undefined> {
  const places = config.entities.flatMap(({ key }) => holidaysOf(config, key) ?? [])
  return new Map(places.map((place) => [place, config.publicHolidays[place]?.at(-1)]))
}

function hashOfFile(path: string): string {
  const { publicHolidays: _dates, ...given } = JSON.parse(readFileSync(path, 'utf8'))
  return hash(JSON.stringify(given))
}

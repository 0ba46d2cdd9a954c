import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn'
import type { ServerlessFile } from '../../../local/serverless/serverless-file.ts'
import { localCredentials } from '../../../local/settings/env.ts'
import type { Ports } from '../../../local/settings/ports.ts'
import { stateMachineArn } from '../../../local/state-machine.ts'
import { TABLE_NAME } from '../../../local/table/open-table.ts'
import { askCheck } from '../ask-check.ts'
import { type ConfigFile, checkCommand, checkConfigInUse } from '../config-file.ts'
import { type Finding, findingsOf } from '../finding.ts'
import { checkRequestUrl } from '../request-url.ts'
import { checkLastRuns } from './last-runs.ts'

/** `dataDir`: null where only its ports are known. `code`: the version of this checkout. */
export type Machine = {
  ports: Ports
  dataDir: string | null
  file: ServerlessFile
  config: ConfigFile | undefined
  isReal: boolean
  code: string
  now: Date
}

const startAgain = 'stop npm start and start it again.'
const address = (port: number) => `http://127.0.0.1:${port}`

/** Everything that runs in npm start. */
export async function lookAtMachine(machine: Machine): Promise<Finding[]> {
  const found = await Promise.all([
    lookFromInside(machine),
    checkTable(machine),
    checkStateMachine(machine),
    checkSchedules(machine),
    checkUndelivered(machine),
    checkLastRuns(machine.dataDir, machine.file.schedules, machine.now),
  ])
  return found.flat()
}

function clientOptions(port: number) {
  const {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  } = localCredentials
  return {
    region,
    endpoint: address(port),
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
    requestHandler: { requestTimeout: 70_000 },
  }
}

async function lookFromInside({ ports, dataDir, config, isReal, code }: Machine): Promise<Finding[]> {
  const functionLog = dataDir === null ? 'functions.log in the data directory' : join(dataDir, 'functions.log')
  const logsOf = (functionName: string) => `grep '^${functionName} ' ${functionLog} | tail`
  const ways = {
    secrets: 'set it in the environment of npm start, and start it again.',
    again: startAgain,
    logsOf,
    signingSecret: 'set SLACK_SIGNING_SECRET anew in the environment of npm start, and start it again.',
    stopped: 'stop npm start.',
  }
  const { answer, findings } = await askCheck(new LambdaClient(clientOptions(ports.lambda)), 'check', ways)
  const of = findingsOf('functions')
  if (answer === undefined) return findings
  const { deployed, signed } = answer
  return [
    ...findings,
    ...(await checkRequestUrl(`${address(ports.bot)}/slack/events`, signed, ways)),
    deployed.code === code
      ? of.ok(`all are of this checkout (${code})`)
      : of.warning(`what runs is ${deployed.code}, and this checkout is ${code}`, startAgain),
    ...(config ? [checkConfigInUse(config, deployed.config, startAgain)] : []),
    ...(config && isReal ? checkCommand(config, 'npm run --silent manifest -- --socket-mode') : []),
  ]
}

async function checkTable({ ports, file }: Machine): Promise<Finding[]> {
  const { ok, fault, notCheckable } = findingsOf('table')
  const client = new DynamoDBClient(clientOptions(ports.dynamodb))
  const described = await client.send(new DescribeTableCommand({ TableName: TABLE_NAME })).catch(() => undefined)
  if (!described?.Table) return [fault(`${TABLE_NAME} does not answer`, startAgain)]
  const there = new Set(described.Table.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName))
  const missing = file.table.GlobalSecondaryIndexes.filter(({ IndexName }) => !there.has(IndexName))
  return [
    ...missing.map(({ IndexName }) =>
      fault(`its index ${IndexName} is missing: the data is of an older version`, startAgain),
    ),
    ...(missing.length === 0 ? [ok(`${TABLE_NAME} is there with its indexes`)] : []),
    notCheckable('whether it can be restored: nothing on one machine protects it but a backup', 'npm run backup.'),
  ]
}

async function checkStateMachine({ ports, file }: Machine): Promise<Finding[]> {
  const { ok, fault } = findingsOf('state machine')
  const client = new SFNClient(clientOptions(ports.stepFunctions))
  try {
    const arn = stateMachineArn(file.stateMachine)
    const { executions = [] } = await client.send(
      new ListExecutionsCommand({ stateMachineArn: arn, statusFilter: 'RUNNING' }),
    )
    return [ok(`${file.stateMachine.name} answers; ${executions.length} executions run`)]
  } catch (error) {
    return [fault(`it does not answer: ${error instanceof Error ? error.name : 'unknown'}`, startAgain)]
  }
}

async function checkSchedules({ file }: Machine): Promise<Finding[]> {
  const told = file.schedules.map(({ functionName, expression }) => `${functionName} ${expression}`)
  return [findingsOf('schedules').ok(`npm start runs them itself: ${told.join(', ')}`)]
}

/** As long as on AWS. */
const keptMs = 14 * 24 * 3_600_000

async function checkUndelivered({ dataDir, now }: Machine): Promise<Finding[]> {
  const { ok, fault, notCheckable } = findingsOf('undelivered')
  const path = dataDir === null ? null : join(dataDir, 'events.sqlite')
  if (path === null || !existsSync(path)) return [notCheckable('only the data directory has them', 'give --data DIR.')]
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const counted = database.prepare('SELECT count(*) AS count FROM dead_letters WHERE diedAt > ?')
    const count = Number(counted.get(now.getTime() - keptMs)?.count ?? 0)
    if (count === 0) return [ok('nothing was given up')]
    return [
      fault(
        `${count} given up: what people asked for failed three times; they were told`,
        `read why: sqlite3 ${path} "SELECT payload, error FROM dead_letters". Once it is put right, they do it again in Slack; then "DELETE FROM dead_letters".`,
      ),
    ]
  } finally {
    database.close()
  }
}

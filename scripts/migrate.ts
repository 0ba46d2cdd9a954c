// npm run migrate -- --data DIR --stage S: the record of one machine into the table of a stage on AWS.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { referenceOf, summaryLines } from '../local/backup/register-summary.ts'
import { migrate } from '../local/migrate/migrate.ts'
import { findStage } from '../local/serverless/stages.ts'
import { whyRefused } from './aws/why-refused.ts'
import { awsAccount } from './deploy/aws-account.ts'
import { givenOptions, text } from './given-options.ts'

const usage = `Usage: npm run migrate -- --data DIR (--stage STAGE | --table NAME)
  --data DIR      the data directory of npm start, on which nothing runs any more
  --stage STAGE   a stage of serverless.yml that is deployed and has no secrets yet, so that nothing runs there
  --table NAME    the table itself, with your AWS credentials and region`

type Asked = { dataDir: string; stage: string | undefined; table: string | undefined }
type Found = { ok: true; name: string; region: string | undefined } | { ok: false; mistake: string }

const asked = readArguments(process.argv.slice(2))
if (asked) process.exitCode = await run(asked)
else {
  console.error(usage)
  process.exitCode = 2
}

function readArguments(args: readonly string[]): Asked | undefined {
  const { data, stage, table } = givenOptions(args, { data: text, stage: text, table: text }) ?? {}
  return data && (stage ? !table : table) ? { dataDir: data, stage, table } : undefined
}

async function run({ dataDir, stage, table }: Asked): Promise<number> {
  try {
    const found = table ? ({ ok: true, name: table, region: undefined } as const) : await tableOf(stage ?? '')
    if (!found.ok) return refuse([found.mistake])
    const dynamodb = new DynamoDBClient(found.region === undefined ? {} : { region: found.region })
    const migrated = await migrate(dataDir, { dynamodb, name: found.name }, () => new Date())
    if (!migrated.ok) return refuse(migrated.mistakes)
    const { items, written, registers } = migrated
    console.log(`${items} items stand in ${found.name} as they do here; ${written} of them were written now.`)
    for (const line of registers.flatMap(summaryLines)) console.log(line)
    console.log(`${dataDir} starts no more: the register is there now. Keep it until the next backup of the table.`)
    for (const { entity, last } of registers) {
      const out = `npm run export -- --table ${found.name} --entity ${entity} --fiscal-year YEAR --out evidence`
      console.log(`Look at it there, to ${referenceOf(entity, last)}: ${out}; then npm run verify.`)
    }
    return 0
  } catch (error) {
    return refuse([whyRefused(error), 'What was carried over stands there; run it again to go on.'])
  }
}

async function tableOf(stageName: string): Promise<Found> {
  const found = findStage(join(fileURLToPath(new URL('..', import.meta.url)), 'serverless.yml'), stageName)
  if (!found.ok) return found
  const { region } = found.stage.params
  const stack = `closing-bell-${stageName}`
  const { TableName } = await awsAccount(region).outputsOf(stack)
  if (TableName === undefined) return { ok: false, mistake: `The stack ${stack} names no table. Deploy it first.` }
  return { ok: true, name: TableName, region }
}

function refuse(mistakes: readonly string[]): number {
  for (const mistake of mistakes) console.error(mistake)
  return 1
}

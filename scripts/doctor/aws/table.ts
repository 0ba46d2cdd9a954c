import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb'
import { z } from 'zod'
import type { ServerlessFile } from '../../../local/serverless/serverless-file.ts'
import { type Finding, findingsOf } from '../finding.ts'
import type { Aws } from './clients.ts'
import { isMissing } from './guarded.ts'

const { ok, fault } = findingsOf('table')
const expiry = z.object({ TimeToLiveSpecification: z.object({ AttributeName: z.string() }) })

/** The record is in it: it is there, whole, and protected as serverless.yml says. */
export async function checkTable(
  { dynamoDb }: Aws,
  name: string,
  { table, resources }: ServerlessFile,
): Promise<Finding[]> {
  const TableName = name
  const described = await dynamoDb.send(new DescribeTableCommand({ TableName })).catch((error: unknown) => {
    if (isMissing(error)) return undefined
    throw error
  })
  const description = described?.Table
  if (description === undefined) return [gone(name)]
  const [backups, expires] = await Promise.all([
    dynamoDb.send(new DescribeContinuousBackupsCommand({ TableName })),
    dynamoDb.send(new DescribeTimeToLiveCommand({ TableName })),
  ])
  const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription
  const { TimeToLiveStatus, AttributeName } = expires.TimeToLiveDescription ?? {}
  const attribute = attributeIn(resources)
  const mends = `aws dynamodb update-table --table-name ${name}`
  const found = [
    ...(description.DeletionProtectionEnabled
      ? []
      : [fault(`${name} can be deleted: its deletion protection is off`, `${mends} --deletion-protection-enabled`)]),
    ...(recovery?.PointInTimeRecoveryStatus === 'ENABLED'
      ? []
      : [
          fault(
            `${name} cannot be set back to an earlier moment: point-in-time recovery is off`,
            `aws dynamodb update-continuous-backups --table-name ${name} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`,
          ),
        ]),
    ...(description.SSEDescription?.Status === 'ENABLED'
      ? []
      : [fault(`${name} is not encrypted with a key of this account`, `${mends} --sse-specification Enabled=true`)]),
    ...(/^ENABL/.test(TimeToLiveStatus ?? '') && AttributeName === attribute
      ? []
      : [
          fault(
            `${name} keeps what should expire: its time to live is ${AttributeName ? `by ${AttributeName}` : 'off'}, not by ${attribute}`,
            `aws dynamodb update-time-to-live --table-name ${name} --time-to-live-specification Enabled=true,AttributeName=${attribute}`,
          ),
        ]),
    ...table.GlobalSecondaryIndexes.flatMap((index) => indexMissing(name, index, description)),
  ]
  if (description.TableStatus !== 'ACTIVE') found.push(notActive(name, description.TableStatus))
  if (found.length > 0) return found
  return [
    ok(`${name}: cannot be deleted, can be set back to any moment of the last 35 days, is encrypted, has its indexes`),
  ]
}

function gone(name: string): Finding {
  return fault(
    `${name} IS NOT THERE: the record of every close was in it`,
    'do not deploy. docs/runbook.md, “Restoring the table”.',
  )
}

function notActive(name: string, status: string | undefined): Finding {
  return fault(
    `${name} is ${status}`,
    'wait until it is ACTIVE; if somebody deletes it: docs/runbook.md, “Restoring the table”.',
  )
}

function attributeIn(resources: ServerlessFile['resources']): string {
  const properties = resources.find(({ type }) => type === 'AWS::DynamoDB::Table')?.properties
  return expiry.parse(properties).TimeToLiveSpecification.AttributeName
}

type Index = ServerlessFile['table']['GlobalSecondaryIndexes'][number]

function indexMissing(name: string, { IndexName, KeySchema }: Index, table: TableDescription): Finding[] {
  const found = table.GlobalSecondaryIndexes?.find((each) => each.IndexName === IndexName)
  const keys = (schema: readonly { AttributeName?: string | undefined }[] = []) =>
    schema.map((key) => key.AttributeName).join()
  if (found?.IndexStatus === 'ACTIVE' && keys(found.KeySchema) === keys(KeySchema)) return []
  const is =
    found === undefined ? 'is not there' : found.IndexStatus === 'ACTIVE' ? 'has other keys' : `is ${found.IndexStatus}`
  return [
    fault(
      `${name}: its index ${IndexName} ${is}: what is looked up in it is not found`,
      `DynamoDB › ${name} › Indexes: make it with the keys ${keys(KeySchema)} and all attributes, as serverless.yml has it.`,
    ),
  ]
}

// npm run put-back -- --from RESTORED --to TABLE: makes a table what a restored copy of it is.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { flag, givenOptions, text } from './given-options.ts'
import { putBack } from './put-back/put-back-items.ts'

const usage = `Usage: npm run put-back -- --from RESTORED --to TABLE --region R [--write]
  --from RESTORED   the table that was restored
  --to TABLE        the table of the stage, to which nobody writes now
  --write           does it; without it, what it would change is said
docs/runbook.md, "Restoring the table".`

const values = givenOptions(process.argv.slice(2), { from: text, to: text, region: text, write: flag })
if (values?.from && values.to && values.region && values.from !== values.to) {
  const { from, to, region, write = false } = values
  const counted = await putBack({ from, to, write }, new DynamoDBClient({ region }))
  const [done, left] = write ? ['written', 'removed'] : ['to be written', 'to be removed']
  console.log(`${counted.same} items are the same, ${counted.put} ${done}, ${counted.removed} ${left}.`)
} else {
  console.error(usage)
  process.exitCode = 2
}

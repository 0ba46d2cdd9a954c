import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Config } from '../../config.ts'
import type { Request } from '../../domain/request.ts'
import { createFilingReader } from '../../store/filings/filing-reader.ts'
import type { TableNames } from '../../store/table.ts'
import { delegationsInForce } from '../../usecases/delegations/delegations-in-force.ts'
import { cardPeople } from '../../usecases/people/asked-now.ts'
import type { People } from '../../usecases/ports/people/people.ts'
import type { Rules } from '../../usecases/ports/rules.ts'

type Kept = { config: Config; dynamodb: DynamoDBClient; names: TableNames }
type Around = { people: People; rules: Pick<Rules, 'policyFor'>; now: () => Date }

/** What says who acts for whom today, and so whom a card mentions. */
export function delegationPorts({ config, dynamodb, names }: Kept, { people, rules, now }: Around) {
  const filings = createFilingReader(dynamodb, names)
  const zones = new Map(config.entities.map(({ key, timezone }) => [key, timezone ?? config.timezone]))
  const timeZoneOf = (entity: string) => zones.get(entity) ?? config.timezone
  const delegations = delegationsInForce({ filings, timeZoneOf, now })
  return { filings, delegations, cardPeople: (request: Request) => cardPeople(request, { people, rules, delegations }) }
}

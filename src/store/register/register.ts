import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { chainOf, type LogEntry } from '../../domain/evidence/log.ts'
import { type Request, referenceOf } from '../../domain/request.ts'
import type { Register, RequestDraft } from '../../usecases/ports/record/requests.ts'
import type { TableNames } from '../table.ts'
import { createNumbering, type Place, type Registered } from './numbering.ts'
import type { Recording } from './recording.ts'
import { createRequestsOfPeriod } from './requests-of-period.ts'

/** The register of requests in DynamoDB: numbered without gaps, in one row with what is filed beside them. */
export function createRegister(dynamodb: DynamoDBClient, names: TableNames, recording: Recording): Register {
  const numbering = createNumbering(dynamodb, names)
  return {
    async create(draft) {
      const make = async (place: Place) => firstWritten(draft, place, recording)
      const own = (found: Registered) => ('about' in found || found.messageId !== draft.messageId ? undefined : found)
      await recording.keepPolicy(draft.entity)
      for (;;) {
        const claimed = await numbering.claim({ entity: draft.entity, make, own })
        if (claimed) return claimed
      }
    },
    ...createRequestsOfPeriod(dynamodb, names),
  }
}

/** The first entry continues from the first entry under the number before it, so that a removed one shows. */
function firstWritten({ details, slackTs, ...draft }: RequestDraft, place: Place, { hash, stamp }: Recording): Request {
  const key = { entity: draft.entity, number: place.number }
  const asked: LogEntry = {
    at: draft.askedAt,
    kind: 'asked',
    by: draft.requester,
    ...(slackTs === undefined ? {} : { slackTs }),
    details: { ...details, request: referenceOf(key), previousRequest: place.previous },
  }
  const log = [stamp(draft.entity, asked)]
  return {
    ...draft,
    ...key,
    execution: referenceOf(key),
    revision: 0,
    told: false,
    later: [],
    laterChain: [],
    log,
    chain: chainOf(log, [], place.previous, hash),
  }
}

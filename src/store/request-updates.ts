import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { seatsOf } from '../domain/approvals/approval.ts'
import type { Decision } from '../domain/approvals/decision.ts'
import { decisionKey, identityOf } from '../domain/approvals/decision.ts'
import { decisionEntry } from '../domain/approvals/decision-entry.ts'
import { beginning, chainOf, type Hash, type LogEntry } from '../domain/evidence/log.ts'
import type { Request, RequestKey } from '../domain/request.ts'
import type { DecisionWritten, RequestChanges, Requests } from '../usecases/ports/requests.ts'
import { ifConditionHolds } from './condition.ts'
import { keyOf, periodIndexKey, readRequest, writeItem } from './request-item.ts'
import type { TableNames } from './table.ts'
import { setOf, type Update } from './update.ts'

type RequestUpdates = Omit<Requests, 'read'>

/** Every change of a request is one conditional UpdateItem. */
export function createRequestUpdates(dynamodb: DynamoDBClient, names: TableNames, hash: Hash): RequestUpdates {
  const update = async (key: RequestKey, { expression, condition, attributes, values }: Update): Promise<Request> => {
    const updated = await dynamodb.send(
      new UpdateItemCommand({
        TableName: names.table,
        Key: keyOf(names, key),
        UpdateExpression: expression,
        ConditionExpression: condition,
        ExpressionAttributeNames: attributes,
        ExpressionAttributeValues: writeItem(values),
        ReturnValues: 'ALL_NEW',
      }),
    )
    return readRequest(updated.Attributes ?? {})
  }

  /** A period that was created has an id from then on, under which its requests are found. */
  const indexKeyOf = ({ entity }: Request, { period }: RequestChanges) =>
    period ? { periodPk: periodIndexKey(names, entity, period.id) } : {}

  return {
    /** The log's length is part of the condition: a click written meanwhile makes this turn look again. */
    write: (request, changes, entries) =>
      ifConditionHolds(() => {
        const chain = chainOf([...request.log, ...entries], request.chain, beginning, hash)
        const set = setOf({ ...changes, ...indexKeyOf(request, changes), chain, revision: request.revision + 1 })
        return update(request, {
          expression: `SET ${set.expression}, #log = list_append(#log, :entries)`,
          condition: '#revision = :read AND size(#log) = :length',
          attributes: { ...set.attributes, '#log': 'log', '#revision': 'revision' },
          values: { ...set.values, ':entries': entries, ':read': request.revision, ':length': request.log.length },
        })
      }),

    async noteMessages(key, { told, ...messages }) {
      const set = setOf({ ...messages, ...(told === undefined ? {} : { told }) })
      await update(key, {
        expression: `SET ${set.expression}${told ? ' REMOVE openPk, openSk' : ''}`,
        condition: 'attribute_exists(pk)',
        attributes: set.attributes,
        values: set.values,
      })
    },

    addDecision: (click, decision) => ifConditionHolds(() => update(click.key, decisionUpdate(click, decision))),

    cancel: ({ key, person, at }) =>
      ifConditionHolds(() =>
        update(key, {
          expression: 'SET #stopped = :stop, #log = list_append(#log, :entries)',
          condition: 'NOT #status IN (:asking, :finished) AND #stopped = :none AND #outcome = :none',
          attributes: { '#stopped': 'stopped', '#status': 'status', '#log': 'log', '#outcome': 'outcome' },
          values: {
            ':stop': { kind: 'cancelled', by: person, at, reason: null },
            ':none': null,
            ':asking': 'asking',
            ':finished': 'finished',
            ':entries': [{ at, kind: 'cancelled', by: person, details: {} } satisfies LogEntry],
          },
        }),
      ),

    keepToken: (key, token) =>
      update(key, {
        expression: 'SET #token = :token',
        condition: 'attribute_exists(pk)',
        attributes: { '#token': 'taskToken' },
        values: { ':token': token },
      }),
  }
}

/** Same round and stage, awaiting, not expired, nothing stopped, quorum not full, nobody in this seat in this round. */
function decisionUpdate({ round, place }: DecisionWritten, decision: Decision): Update {
  const { by, at, authority, messageId } = decision
  const seats = seatsOf(by, authority).map((seat, index) => [`#seat${index}`, decisionKey(round, seat)] as const)
  const own = decisionKey(round, identityOf(by))
  const delegator = authority.delegation && decisionKey(round, identityOf(authority.delegation.from))
  const mark = { ...decision, kind: 'by-delegate' }
  const isApproval = decision.kind === 'approved'
  const sets = [
    ...seats.flatMap(([name, key]) => (key === own ? [`#decisions.${name} = :decision`] : [])),
    ...seats.flatMap(([name, key]) => (key === delegator ? [`#decisions.${name} = :mark`] : [])),
    '#log = list_append(#log, :entries)',
    isApproval ? '#approvals = #approvals + :one' : '#stopped = :stop',
  ]
  return {
    expression: `SET ${sets.join(', ')}`,
    condition: [
      '#status = :awaiting',
      '#round = :round',
      '#expires > :at',
      '#stopped = :none',
      '#outcome = :none',
      '#approvals >= :from AND #approvals < :upTo',
      ...seats.map(
        ([name]) =>
          `(${[
            `attribute_not_exists(#decisions.${name})`,
            `(#decisions.${name}.#kind = :withdrawn AND #decisions.${name}.#message <> :message)`,
          ].join(' OR ')})`,
      ),
    ].join(' AND '),
    attributes: {
      ...Object.fromEntries(seats),
      '#decisions': 'decisions',
      '#kind': 'kind',
      '#message': 'messageId',
      '#log': 'log',
      '#approvals': 'approvals',
      '#status': 'status',
      '#round': 'round',
      '#expires': 'expiresAt',
      '#stopped': 'stopped',
      '#outcome': 'outcome',
    },
    values: {
      ':decision': decision,
      ...(delegator === undefined ? {} : { ':mark': mark }),
      ':entries': [decisionEntry(round, decision)],
      ':awaiting': 'awaiting',
      ':round': round,
      ':at': at,
      ':none': null,
      ':from': place.from,
      ':upTo': place.upTo,
      ':withdrawn': 'withdrawn',
      ':message': messageId,
      ...(isApproval ? { ':one': 1 } : { ':stop': { kind: 'rejected', by, at, reason: decision.reason } }),
    },
  }
}

import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { Decision } from '../domain/decision.ts'
import { decisionKey } from '../domain/decision.ts'
import { beginning, chainOf, type Hash, type LogEntry } from '../domain/evidence.ts'
import type { Request, RequestKey } from '../domain/request.ts'
import type { RequestChanges, Requests } from '../usecases/ports/requests.ts'
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

    addDecision: (click, decision) => ifConditionHolds(() => update(click.key, decisionUpdate(click.round, decision))),

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

/** Same round, awaiting, not expired, nothing stopped, quorum not full, this person not in this round. */
function decisionUpdate(round: number, decision: Decision): Update {
  const isApproval = decision.kind === 'approved'
  const { kind, by, at, reason, authority } = decision
  const entry: LogEntry = { at, kind, by, details: { round, authority, ...(reason === null ? {} : { reason }) } }
  return {
    expression: `SET #decisions.#mine = :decision, #log = list_append(#log, :entries), ${
      isApproval ? '#approvals = #approvals + :one' : '#stopped = :stop'
    }`,
    condition: [
      '#status = :awaiting',
      '#round = :round',
      '#expires > :at',
      '#stopped = :none',
      '#outcome = :none',
      '#approvals < #needed',
      'attribute_not_exists(#decisions.#mine)',
    ].join(' AND '),
    attributes: {
      '#decisions': 'decisions',
      '#mine': decisionKey(round, by.id),
      '#log': 'log',
      '#approvals': 'approvals',
      '#needed': 'approvalsNeeded',
      '#status': 'status',
      '#round': 'round',
      '#expires': 'expiresAt',
      '#stopped': 'stopped',
      '#outcome': 'outcome',
    },
    values: {
      ':decision': decision,
      ':entries': [entry],
      ':awaiting': 'awaiting',
      ':round': round,
      ':at': at,
      ':none': null,
      ...(isApproval ? { ':one': 1 } : { ':stop': { kind: 'rejected', by, at, reason } }),
    },
  }
}

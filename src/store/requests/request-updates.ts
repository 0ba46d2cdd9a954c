import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { seatsOf } from '../../domain/approvals/approval.ts'
import type { Decision } from '../../domain/approvals/decision.ts'
import { decisionKey, identityOf } from '../../domain/approvals/decision.ts'
import { cancelEntry, decisionEntry } from '../../domain/approvals/decision-entry.ts'
import { beginning, chainOf, type LogEntry } from '../../domain/evidence/log.ts'
import type { Request, RequestKey } from '../../domain/request.ts'
import type { DecisionWritten, RequestChanges, Requests } from '../../usecases/ports/record/requests.ts'
import { ifConditionHolds } from '../condition.ts'
import type { Recording } from '../register/recording.ts'
import type { TableNames } from '../table.ts'
import { setOf, type Update } from '../update.ts'
import { freeSeats } from './free-seats.ts'
import { keyOf, periodIndexKey, readRequest, writeItem } from './request-item.ts'
import { nudgeUpdate, takeOverUpdate } from './requester-updates.ts'
import { withdrawalUpdate } from './withdrawal-update.ts'

type RequestUpdates = Omit<Requests, 'read'>

/** Every change of a request is one conditional UpdateItem. */
export function createRequestUpdates(
  dynamodb: DynamoDBClient,
  names: TableNames,
  recording: Recording,
): RequestUpdates {
  const update = async (key: RequestKey, { expression, condition, attributes, values }: Update): Promise<Request> => {
    await recording.keepPolicy(key.entity)
    const updated = await dynamodb.send(
      new UpdateItemCommand({
        TableName: names.table,
        Key: keyOf(names, key),
        UpdateExpression: expression,
        // What is filed beside requests has numbers of the same row.
        ConditionExpression: `attribute_not_exists(filed) AND (${condition})`,
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
        const set = setOf({ ...changes, ...indexKeyOf(request, changes), revision: request.revision + 1 })
        const appended = appendedTo(request, entries, recording)
        return update(request, {
          expression: `SET ${set.expression}, ${appended.expression}`,
          condition: '#revision = :read AND size(#log) = :length',
          attributes: { ...set.attributes, ...appended.attributes, '#log': 'log', '#revision': 'revision' },
          values: { ...set.values, ...appended.values, ':read': request.revision, ':length': request.log.length },
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

    async addDecision(click, decision) {
      if (decision.spent?.includes(decision.messageId)) return undefined
      return ifConditionHolds(() => update(click.key, decisionUpdate(click, decision, recording.stamp)))
    },

    withdraw: (request, withdrawal) =>
      ifConditionHolds(() =>
        update(request, withdrawalUpdate(request, withdrawal, recording.stamp(request.entity, withdrawal.entry))),
      ),

    cancel: ({ key, hold, ...click }) =>
      ifConditionHolds(() =>
        update(key, {
          expression: 'SET #stopped = :stop, #log = list_append(#log, :entries)',
          condition: `NOT #status IN (:asking, :finished) AND #stopped = :none AND #outcome = :none${
            hold ? ' AND #status = :awaiting AND #round = :round AND #heldUntil = :heldUntil' : ''
          }`,
          attributes: {
            '#stopped': 'stopped',
            '#status': 'status',
            '#log': 'log',
            '#outcome': 'outcome',
            ...(hold ? { '#round': 'round', '#heldUntil': 'heldUntil' } : {}),
          },
          values: {
            ...(hold ? { ':awaiting': 'awaiting', ':round': hold.round, ':heldUntil': hold.heldUntil } : {}),
            ':stop': { kind: 'cancelled', by: click.person, at: click.at, reason: null },
            ':none': null,
            ':asking': 'asking',
            ':finished': 'finished',
            ':entries': [recording.stamp(key.entity, cancelEntry(click))],
          },
        }),
      ),

    nudge: (nudge) => ifConditionHolds(() => update(nudge.key, nudgeUpdate(nudge, recording))),

    takeOver: (taken) => ifConditionHolds(() => update(taken.key, takeOverUpdate(taken, recording))),

    keepToken: (key, token) =>
      update(key, {
        expression: 'SET #token = :token',
        condition: 'attribute_exists(pk)',
        attributes: { '#token': 'taskToken' },
        values: { ':token': token },
      }),
  }
}

/** To the log, with the hashes that it has not got yet; of a request whose log is sealed, to what came after it. */
function appendedTo(request: Request, entries: readonly LogEntry[], { hash, stamp }: Recording) {
  const { status, log, chain, later, laterChain } = request
  const stamped = entries.map((entry) => stamp(request.entity, entry))
  const isSealed = status === 'finished'
  const hashes = isSealed
    ? chainOf([...later, ...stamped], laterChain, chain.at(-1) ?? beginning, hash).slice(laterChain.length)
    : chainOf([...log, ...stamped], chain, beginning, hash).slice(chain.length)
  return {
    expression: isSealed
      ? '#later = list_append(if_not_exists(#later, :empty), :entries), #laterChain = list_append(if_not_exists(#laterChain, :empty), :hashes)'
      : '#log = list_append(#log, :entries), #chain = list_append(#chain, :hashes)',
    attributes: isSealed ? { '#later': 'later', '#laterChain': 'laterChain' } : { '#chain': 'chain' },
    values: { ':entries': stamped, ':hashes': hashes, ...(isSealed ? { ':empty': [] } : {}) },
  }
}

/** Same round and stage, awaiting, not expired, nothing stopped, quorum not full, nobody in this seat in this round. */
function decisionUpdate({ key, round, place }: DecisionWritten, decision: Decision, stamp: Recording['stamp']): Update {
  const { by, at, authority } = decision
  const seats = seatsOf(by, authority).map((seat, index) => [`#seat${index}`, decisionKey(round, seat)] as const)
  const own = decisionKey(round, identityOf(by))
  const delegator = authority.delegation && decisionKey(round, identityOf(authority.delegation.from))
  const mark = { ...decision, kind: 'by-delegate' }
  const free = freeSeats(
    seats.map(([name]) => name),
    decision,
  )
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
      // Somebody may have taken the request over since it was read.
      'NOT #requester.#id IN (:by, :actsFor)',
      free.condition,
    ].join(' AND '),
    attributes: {
      ...Object.fromEntries(seats),
      ...free.attributes,
      '#log': 'log',
      '#approvals': 'approvals',
      '#status': 'status',
      '#round': 'round',
      '#expires': 'expiresAt',
      '#stopped': 'stopped',
      '#outcome': 'outcome',
      '#requester': 'requester',
      '#id': 'id',
    },
    values: {
      ':by': by.id,
      ':actsFor': authority.delegation?.from.id ?? by.id,
      ':decision': decision,
      ...(delegator === undefined ? {} : { ':mark': mark }),
      ':entries': [stamp(key.entity, decisionEntry(round, decision))],
      ':awaiting': 'awaiting',
      ':round': round,
      ':at': at,
      ':none': null,
      ':from': place.from,
      ':upTo': place.upTo,
      ...free.values,
      ...(isApproval ? { ':one': 1 } : { ':stop': { kind: 'rejected', by, at, reason: decision.reason } }),
    },
  }
}

import { seatsOf } from '../../domain/approvals/approval.ts'
import { decisionKey } from '../../domain/approvals/decision.ts'
import type { NudgeWritten, TakeOverWritten } from '../../usecases/ports/record/requests.ts'
import type { Recording } from '../register/recording.ts'
import type { Update } from '../update.ts'

/** Once for the time that has to pass between two, whoever presses how often. */
export function nudgeUpdate({ key, round, person, at, notSince, entry }: NudgeWritten, { stamp }: Recording): Update {
  return {
    expression: 'SET #nudgedAt = :at, #log = list_append(#log, :entries)',
    condition: [
      '#status = :awaiting',
      '#round = :round',
      '#requester.#id = :requester',
      '#expires > :at',
      '#approvals < #needed',
      '#stopped = :none',
      '#outcome = :none',
      '(attribute_not_exists(#nudgedAt) OR #nudgedAt = :none OR #nudgedAt <= :notSince)',
    ].join(' AND '),
    attributes: {
      '#nudgedAt': 'nudgedAt',
      '#log': 'log',
      '#status': 'status',
      '#round': 'round',
      '#requester': 'requester',
      '#id': 'id',
      '#expires': 'expiresAt',
      '#approvals': 'approvals',
      '#needed': 'approvalsNeeded',
      '#stopped': 'stopped',
      '#outcome': 'outcome',
    },
    values: {
      ':at': at,
      ':entries': [stamp(key.entity, entry)],
      ':awaiting': 'awaiting',
      ':round': round,
      ':requester': person.id,
      ':none': null,
      ':notSince': notSince,
    },
  }
}

/** While the one who left is still who asks, and whoever takes over has no decision in this round. */
export function takeOverUpdate({ key, round, from, person, entry }: TakeOverWritten, { stamp }: Recording): Update {
  const seats = seatsOf(person, {}).map((seat, index) => [`#seat${index}`, decisionKey(round, seat)] as const)
  return {
    expression:
      'SET #requester = :person, #former = list_append(if_not_exists(#former, :nobody), :from), #left = :none, #log = list_append(#log, :entries)',
    condition: [
      'NOT #status IN (:asking, :finished)',
      '#round = :round',
      '#requester.#id = :id',
      'attribute_type(#left, :text)',
      '#stopped = :none',
      '#outcome = :none',
      ...seats.map(([name]) => `(attribute_not_exists(#decisions.${name}) OR #decisions.${name}.#kind = :withdrawn)`),
    ].join(' AND '),
    attributes: {
      ...Object.fromEntries(seats),
      '#requester': 'requester',
      '#former': 'formerRequesters',
      '#left': 'requesterLeftAt',
      '#log': 'log',
      '#status': 'status',
      '#round': 'round',
      '#id': 'id',
      '#stopped': 'stopped',
      '#outcome': 'outcome',
      '#decisions': 'decisions',
      '#kind': 'kind',
    },
    values: {
      ':person': person,
      ':nobody': [],
      ':from': [from],
      ':none': null,
      ':entries': [stamp(key.entity, entry)],
      ':asking': 'asking',
      ':finished': 'finished',
      ':round': round,
      ':id': from.id,
      ':text': 'S',
      ':withdrawn': 'withdrawn',
    },
  }
}

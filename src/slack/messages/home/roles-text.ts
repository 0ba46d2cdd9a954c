import type { Roles } from '../../../domain/home/roles.ts'
import type { Action } from '../../../domain/policy/policy.ts'
import { dayAndMonth, duration, listed, mention } from '../text/mrkdwn.ts'

/** What somebody may do in an entity, in one or two sentences. */
export function rolesText(roles: Roles): string {
  const { asks, approves, isAuditor, isDelegate, escalatedAfterSeconds: after } = roles
  const may = [
    ...(asks.length === 0 ? [] : [`ask to ${verbsOf(asks)}`]),
    ...(approves.length === 0 ? [] : [`approve requests to ${verbsOf(approves)}`]),
    ...(after === null ? [] : [`decide as well on what has waited ${duration(after)}`]),
    ...(isDelegate ? ['act for approvers who hand their part to you'] : []),
    ...(isAuditor ? ['read everything as an auditor'] : []),
  ]
  return [may.length === 0 ? 'You may read this.' : `You may ${listed(may)}.`, ...delegationTexts(roles)].join(' ')
}

function delegationTexts({ handedOn, actsFor }: Roles): string[] {
  return [
    ...handedOn.map(({ delegate, until }) => `${mention(delegate.id)} acts for you until ${dayAndMonth(until)}.`),
    ...actsFor.map(({ delegator, until }) => `You act for ${mention(delegator.id)} until ${dayAndMonth(until)}.`),
  ]
}

const verbs: Readonly<Partial<Record<Action, string>>> = {
  'trial-balance': 'run a trial balance',
  'pending-close': 'set to pending close',
  close: 'close',
  reopen: 'reopen',
  create: 'create',
  update: 'change',
  'update-dates': 'change',
  delete: 'delete',
}

/** `run a trial balance, close or reopen a period` */
function verbsOf(actions: readonly Action[]): string {
  const words = [...new Set(actions.flatMap((action) => verbs[action] ?? []))]
  const said = listed(words, 'or')
  return words.at(-1) === verbs['trial-balance'] ? said : `${said} a period`
}

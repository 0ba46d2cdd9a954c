import { canonicalJson } from '../evidence/log.ts'
import type { ActionRule, Policy, Principal, Span } from './policy.ts'

/**
 * What is different in a policy, one line for each change, in the words of the configuration. A person or group stands there
 * as `@U0ERIN`. Policies kept by an earlier version may lack keys, or have others: whatever differs is named.
 */
export function policyChanges(before: Policy, after: Policy): string[] {
  const known = [
    ...listChanges('requesters', before.requesters, after.requesters),
    ...listChanges('approvers', before.approvers, after.approvers),
    ...listChanges('auditors', before.auditors, after.auditors),
    ...listChanges('delegates', before.delegates, after.delegates),
    ...actionChanges(before, after),
    ...changed('expireAfter', spanText(before.expireAfter), spanText(after.expireAfter)),
    ...changed(
      'holdBeforeClose',
      secondsText(before.holdBeforeCloseSeconds),
      secondsText(after.holdBeforeCloseSeconds),
    ),
    ...changed(
      'approvalValidFor',
      secondsText(before.approvalValidForSeconds),
      secondsText(after.approvalValidForSeconds),
    ),
    ...changed('delegationMaxDays', textOf(before.delegationMaxDays), textOf(after.delegationMaxDays)),
    ...changed(
      'escalateTo after',
      secondsText(before.escalateTo?.afterSeconds),
      secondsText(after.escalateTo?.afterSeconds),
    ),
    ...listChanges('escalateTo', before.escalateTo?.approvers, after.escalateTo?.approvers),
    ...changed('onChangedData', textOf(before.onChangedData), textOf(after.onChangedData)),
    ...changed('onNewTrialBalance', textOf(before.onNewTrialBalance), textOf(after.onNewTrialBalance)),
  ]
  const all = [...known, ...otherChanges(before, after)]
  return all.length > 0 ? all : ['only how it is written']
}

const named: ReadonlySet<string> = new Set([
  'requesters',
  'approvers',
  'auditors',
  'delegates',
  'actions',
  'expireAfter',
  'holdBeforeCloseSeconds',
  'approvalValidForSeconds',
  'delegationMaxDays',
  'escalateTo',
  'onChangedData',
  'onNewTrialBalance',
] satisfies (keyof Policy)[])

function otherChanges(before: object, after: object): string[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  const keys = [...new Set([...was.keys(), ...is.keys()])].filter((key) => !named.has(key))
  return keys.flatMap((key) => changed(key, jsonText(was.get(key)), jsonText(is.get(key))))
}

function actionChanges(before: Policy, after: Policy): string[] {
  const names = [...new Set([...Object.keys(before.actions), ...Object.keys(after.actions)])].sort()
  return names.flatMap((name) => ruleChanges(name, before.actions[name], after.actions[name]))
}

function ruleChanges(name: string, before: ActionRule | undefined, after: ActionRule | undefined): string[] {
  if (!before && !after) return []
  if (!after) return [`${name}: not allowed any more`]
  if (!before)
    return [
      `${name}: allowed, approvals: ${after.approvals}`,
      ...ruleChanges(name, { approvals: after.approvals }, after),
    ]
  return [
    ...changed(`approvals for ${name}`, String(before.approvals), String(after.approvals)),
    ...approversChanges(name, before.approvers, after.approvers),
    ...changed(`stages of ${name}`, stagesText(before), stagesText(after)),
  ]
}

/** An action without approvers of its own is approved by those of all. */
function approversChanges(name: string, before?: readonly Principal[], after?: readonly Principal[]): string[] {
  if (before && after) return listChanges(`approvers of ${name}`, before, after)
  const words = (own: readonly Principal[] | undefined) => (own ? own.map(principalText).join(', ') : 'those of all')
  return changed(`approvers of ${name}`, words(before), words(after))
}

function stagesText({ stages }: ActionRule): string {
  if (!stages) return 'one'
  const texts = stages.map(({ approvals, approvers }) => `${approvals} of ${approvers.map(principalText).join(', ')}`)
  return texts.join(', then ')
}

function listChanges(
  name: string,
  before: readonly Principal[] | undefined = [],
  after: readonly Principal[] | undefined = [],
): string[] {
  const added = after.filter((one) => !before.includes(one)).map((one) => `+ ${principalText(one)}`)
  const removed = before.filter((one) => !after.includes(one)).map((one) => `− ${principalText(one)}`)
  return added.length + removed.length === 0 ? [] : [`${name}: ${[...added, ...removed].join(', ')}`]
}

function principalText(principal: Principal): string {
  return `@${principal}`
}

function changed(name: string, was: string, is: string): string[] {
  return was === is ? [] : [`${name}: ${was} → ${is}`]
}

function textOf(value: string | number | undefined): string {
  return value === undefined ? 'not given' : String(value)
}

function jsonText(value: unknown): string {
  return value === undefined ? 'not given' : canonicalJson(value)
}

const units = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'm'],
] as const

/** As it is written in the configuration: `15m`. */
function secondsText(seconds: number | undefined): string {
  if (seconds === undefined) return 'not given'
  const unit = seconds === 0 ? undefined : units.find(([size]) => seconds % size === 0)
  return unit ? `${seconds / unit[0]}${unit[1]}` : `${seconds}s`
}

function spanText(span: Span): string {
  return span.kind === 'business-days' ? `${span.days}bd` : secondsText(span.seconds)
}

import { fold } from '../../calendar/organizations.ts'
import type { LogEntry } from '../log.ts'
import { type ExportScope, memberOf, membersOf } from './evidence-export.ts'

/**
 * Whether a record belongs into an export, by its first entry: so that whoever has the export can see that none was left
 * out. A request of the period, of a range or a change of dates that touches it, or to create it; what is filed about it;
 * the first look at the entity, and that the register was restored. In a fiscal year also the control tests, whenever they were run.
 */
export function belongs({ kind, details }: LogEntry, scope: ExportScope): boolean {
  return kind === 'filed' ? isFiledAbout(details, scope) : isRequestAbout(details, scope)
}

function isFiledAbout(details: LogEntry['details'], scope: ExportScope): boolean {
  const about = memberOf(details.about, 'kind')
  return about === 'baseline' || about === 'restore' || hasId(scope, details.periodId)
}

function isRequestAbout(details: LogEntry['details'], scope: ExportScope): boolean {
  const { action, period, neighbourId, range, fields } = details
  if (action === 'control-test' && scope.kind === 'fiscal-year') return true
  if (hasId(scope, memberOf(period, 'id')) || hasId(scope, neighbourId)) return true
  if (membersOf(range).some((child) => hasId(scope, memberOf(child, 'periodId')))) return true
  if (memberOf(period, 'id') !== null || Array.isArray(range)) return false
  const isOfYear = scope.kind === 'fiscal-year' && memberOf(fields, 'fiscalYear') === scope.fiscalYear
  return isOfYear || hasName(scope, memberOf(period, 'name'))
}

function hasId({ periods }: ExportScope, id: unknown): boolean {
  return typeof id === 'string' && periods.some((period) => period.id === id)
}

function hasName({ periods }: ExportScope, name: unknown): boolean {
  return typeof name === 'string' && periods.some((period) => fold(period.name) === fold(name))
}

/** The hashes of the policies that entries name. */
export function policiesIn(entries: readonly LogEntry[]): Set<string> {
  const named = entries.flatMap(({ kind, policy, details }) => [
    policy,
    details.policy,
    kind === 'filed' && memberOf(details.about, 'kind') === 'policy' ? memberOf(details.about, 'hash') : undefined,
  ])
  return new Set(named.filter((hash) => typeof hash === 'string'))
}

/** Those whose text must be there. Entries without a policy of their own are from before the texts were kept. */
export function policiesKept(entries: readonly LogEntry[]): Set<string> {
  return policiesIn(entries.filter(({ kind, policy }) => policy !== undefined || kind === 'filed'))
}

/** Whether entries rest on a record: the delegation behind a decision, or what was filed when a policy that they name came. */
export function isReferredTo(number: number, { kind, details }: LogEntry, entries: readonly LogEntry[]): boolean {
  const about = memberOf(details.about, 'kind')
  const hash = memberOf(details.about, 'hash')
  if (kind !== 'filed') return false
  if (about === 'delegation') return delegationsIn(entries).has(number)
  return about === 'policy' && typeof hash === 'string' && policiesIn(entries).has(hash)
}

/** The numbers of the delegations that decisions rested on. */
function delegationsIn(entries: readonly LogEntry[]): Set<unknown> {
  return new Set(entries.map(({ details }) => memberOf(memberOf(details.authority, 'delegation'), 'record')))
}

import type { FiledException } from '../../domain/reconcile/exceptions.ts'
import { referenceOf } from '../../domain/request.ts'
import { resolvePrincipals } from '../people/authority.ts'
import type { ExceptionPorts } from './exception-click.ts'

/**
 * The head of an acknowledged exception to each auditor, so that it stands in more places than the record does. At most once
 * each; the acknowledgement counts whether Slack takes it or not.
 */
export async function tellExceptionHead(filed: FiledException, ports: ExceptionPorts): Promise<void> {
  if (!filed.about.acknowledged) return
  const reference = referenceOf(filed)
  try {
    const auditors = await resolvePrincipals(ports.rules.policyFor(filed.entity).policy.auditors ?? [], ports.people)
    const told = await Promise.allSettled(auditors.map((person) => tellOnce(filed, person, ports)))
    const missed = told.filter((one) => one.status === 'rejected' || !one.value).length
    if (missed > 0) ports.log('notices-missed', { request: reference, missed, of: auditors.length })
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    ports.log('notices-missed', { request: reference, error: name })
  }
}

async function tellOnce(
  filed: FiledException,
  person: string,
  { answered, exceptions }: ExceptionPorts,
): Promise<boolean> {
  const isFirst = await answered.claimOnce(`head-${referenceOf(filed)}-${person}`)
  return isFirst ? exceptions.tellExceptionHead(filed, person) : true
}

import type { Filed, PolicyFiled } from '../../domain/evidence/filed.ts'
import type { Policy, PolicyInForce } from '../../domain/policy/policy.ts'
import { policyChanges } from '../../domain/policy/policy-changes.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { KeptPolicies, PolicyFiledLast } from '../ports/record/kept-policies.ts'
import type { Rules } from '../ports/rules.ts'
import type { PolicyAnnouncer } from '../ports/telling/policy-announcer.ts'

export type WatchPoliciesPorts = {
  /** Keys of the entities in the configuration. */
  entityKeys: readonly string[]
  rules: Pick<Rules, 'policyFor'>
  policies: KeptPolicies
  filings: Pick<Filings, 'file' | 'readFiled' | 'appendFiled' | 'openFilings'>
  policyAnnouncer: PolicyAnnouncer
  now: () => Date
}

/**
 * Every minute: a policy that came into force is filed, and what changed is told in the entity's channel. One entity that
 * cannot be told does not keep the others from it.
 */
export async function watchPolicies(ports: WatchPoliciesPorts): Promise<void> {
  const failures: unknown[] = []
  for (const entity of ports.entityKeys) {
    try {
      const filed = await fileIfNew(entity, ports)
      const open = await ports.filings.openFilings(entity, 'policy')
      const numbers = new Set([...open, ...(filed ? [filed] : [])].map(({ number }) => number))
      for (const number of [...numbers].sort((a, b) => a - b)) await announceOnce({ entity, number }, ports)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} policies could not be watched.`)
}

/** The first is the beginning, of which nobody need be told. Repeated after a crash, it is the same filing. */
async function fileIfNew(entity: string, ports: WatchPoliciesPorts): Promise<Filed | undefined> {
  const { policies, filings, rules, now } = ports
  const inForce = rules.policyFor(entity)
  const before = await policies.filedLast(entity)
  if (before?.hash === inForce.hash) return undefined
  await policies.keepPolicy(entity, inForce.hash, inForce.text)
  const at = now().toISOString()
  const filed = await filings.file({
    entity,
    // One that was in force before and is again is a change of its own.
    messageId: `policy after ${before?.record ?? 0}: ${inForce.hash}`,
    periodId: null,
    about: {
      kind: 'policy',
      hash: inForce.hash,
      before: before?.hash ?? null,
      changes: await changesSince(before, inForce, { entity, policies }),
    },
    status: before === null ? 'closed' : 'open',
    at,
    by: null,
  })
  await policies.noteFiled(entity, { hash: inForce.hash, record: filed.number, at }, before)
  return filed.status === 'open' ? filed : undefined
}

async function changesSince(
  before: PolicyFiledLast,
  { policy }: PolicyInForce,
  { entity, policies }: { entity: string; policies: KeptPolicies },
): Promise<string[]> {
  if (before === null) return []
  const text = await policies.policyText(entity, before.hash)
  if (text === undefined) return ['the text of the policy before is not there']
  const was: Policy = JSON.parse(text)
  return policyChanges(was, policy)
}

/** What Slack refuses for good is tried again: people have to be told, and somebody mends the channel. */
async function announceOnce(
  key: { entity: string; number: number },
  { filings, policyAnnouncer, now }: WatchPoliciesPorts,
): Promise<void> {
  const filed = await filings.readFiled(key)
  if (!filed || !isOfPolicy(filed) || filed.status === 'closed') return
  const message = await policyAnnouncer.postPolicyChange(filed)
  if (!message) return
  const entry = { at: now().toISOString(), kind: 'announced', by: null, details: { ...message } } as const
  await filings.appendFiled(filed, { status: 'closed' }, [entry])
}

function isOfPolicy(filed: Filed): filed is Filed & { about: PolicyFiled } {
  return filed.about.kind === 'policy'
}

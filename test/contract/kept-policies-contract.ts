import { expect, test } from 'vitest'
import type { KeptPolicies } from '../../src/usecases/ports/record/kept-policies.ts'

/** What every keeper of policies does; each test has an entity of its own. */
export function keptPoliciesContract(make: () => { policies: KeptPolicies; entity: string }): void {
  test('the text of a policy is kept once, by entity and hash', async () => {
    const { policies, entity } = make()
    expect(await policies.policyText(entity, 'abc')).toBeUndefined()
    await policies.keepPolicy(entity, 'abc', '{"approvals":2}')
    await policies.keepPolicy(entity, 'abc', '{"approvals":1}')
    expect(await policies.policyText(entity, 'abc')).toBe('{"approvals":2}')
    expect(await policies.policyText(`${entity}b`, 'abc')).toBeUndefined()
  })

  test('which was filed last is moved by who read what it was', async () => {
    const { policies, entity } = make()
    expect(await policies.filedLast(entity)).toBe(null)
    const filed = (hash: string, record: number) => ({ hash, record, at: `2026-11-02T13:00:0${record}.000Z` })
    const first = { ...filed('a', 1), beforeAt: null }
    await policies.noteFiled(entity, filed('a', 1), null)
    await policies.noteFiled(entity, filed('b', 2), null)
    expect(await policies.filedLast(entity)).toEqual(first)
    await policies.noteFiled(entity, filed('b', 5), first)
    await policies.noteFiled(entity, filed('c', 6), first)
    expect(await policies.filedLast(entity)).toEqual({ ...filed('b', 5), beforeAt: first.at })
    expect(await policies.filedLast(`${entity}b`)).toBe(null)
  })
}

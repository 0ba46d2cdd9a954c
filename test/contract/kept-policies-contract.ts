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
    await policies.noteFiled(entity, { hash: 'a', record: 1 }, null)
    await policies.noteFiled(entity, { hash: 'b', record: 2 }, null)
    expect(await policies.filedLast(entity)).toEqual({ hash: 'a', record: 1 })
    await policies.noteFiled(entity, { hash: 'b', record: 5 }, { hash: 'a', record: 1 })
    await policies.noteFiled(entity, { hash: 'c', record: 6 }, { hash: 'a', record: 1 })
    expect(await policies.filedLast(entity)).toEqual({ hash: 'b', record: 5 })
    expect(await policies.filedLast(`${entity}b`)).toBe(null)
  })
}

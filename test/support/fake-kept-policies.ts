import type { KeptPolicies, PolicyFiledLast } from '../../src/usecases/ports/record/kept-policies.ts'

/** The texts of policies, in memory. */
export function createFakeKeptPolicies(): KeptPolicies {
  const texts = new Map<string, string>()
  const last = new Map<string, PolicyFiledLast>()
  const keyOf = (entity: string, hash: string) => `${entity}#${hash}`
  return {
    async keepPolicy(entity, hash, text) {
      const key = keyOf(entity, hash)
      texts.set(key, texts.get(key) ?? text)
    },
    policyText: async (entity, hash) => texts.get(keyOf(entity, hash)),
    filedLast: async (entity) => last.get(entity) ?? null,
    async noteFiled(entity, filed, before) {
      if ((last.get(entity)?.record ?? null) === (before?.record ?? null))
        last.set(entity, { ...filed, beforeAt: before?.at ?? null })
    },
  }
}

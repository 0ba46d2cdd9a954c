/** Which policy was filed last in an entity's register, when, and under which number; null before the first. */
export type PolicyFiledLast = {
  hash: string
  record: number
  at: string
  /** When the one before it was filed; null where it is the first. */
  beforeAt: string | null
} | null

/** The full text of every policy that ever ran, by its hash. */
export type KeptPolicies = {
  /** Kept once; keeping it again is no error. `text` is canonical JSON. */
  keepPolicy(entity: string, hash: string, text: string): Promise<void>
  policyText(entity: string, hash: string): Promise<string | undefined>
  /** Consistent. */
  filedLast(entity: string): Promise<PolicyFiledLast>
  /** Nothing happens where another was noted since `before` was read. */
  noteFiled(
    entity: string,
    filed: Omit<NonNullable<PolicyFiledLast>, 'beforeAt'>,
    before: PolicyFiledLast,
  ): Promise<void>
}

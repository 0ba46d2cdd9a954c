/** The full text of every policy that ever ran, by its hash. */
export type KeptPolicies = {
  /** Kept once; keeping it again is no error. `text` is canonical JSON. */
  keepPolicy(entity: string, hash: string, text: string): Promise<void>
  policyText(entity: string, hash: string): Promise<string | undefined>
}

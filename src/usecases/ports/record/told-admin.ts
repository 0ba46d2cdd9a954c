/** Of what the admin was told, and until when that lasts. Moments are ISO. */
export type ToldAdmin = {
  /** Whether the caller may tell it now: until then nobody else may. */
  claim(key: string, claimed: { at: string; until: string }): Promise<boolean>
  noteTold(key: string, until: string): Promise<void>
}

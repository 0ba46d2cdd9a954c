/** Someone in Slack, as Slack described them at the moment they acted. */
export type Person = {
  id: string
  name: string
  /** Null when Slack does not tell it. */
  email: string | null
  /** The workspace they belong to. */
  team: string
  /** False for guests, bots, deactivated people and people of other companies. */
  isFullMember: boolean
}

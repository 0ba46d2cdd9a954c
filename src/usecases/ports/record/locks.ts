/** What a request holds while it runs: a period by its id, or with null the calendar, for what changes the calendar itself. */
export type Held = { entity: string; id: string | null }

/** Which request has a period in flight. */
export type Locks = {
  /** True when it is free or this request's own already; otherwise the reference of the one that holds it. */
  take(held: Held, reference: string): Promise<true | string>
  /** Released only by its holder; releasing twice is no error. */
  release(held: Held, reference: string): Promise<void>
  /** Zuora's user id of the bot; null when it is not known, or two different ones were learned. */
  integrationUser(entity: string): Promise<string | null>
  rememberIntegrationUser(entity: string, userId: string): Promise<void>
}

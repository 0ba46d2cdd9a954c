/** Where something happened, in the order in which a request passes them. */
export const behindLanes = [
  'slack-request',
  'function',
  'table',
  'state-machine',
  'zuora',
  'slack-call',
  'event-bus',
] as const
export type BehindLane = (typeof behindLanes)[number]

/** One thing that happened behind the page, as a line of a timeline. */
export type BehindEntry = {
  id: number
  /** Grows with every entry that is new or has changed since. */
  revision: number
  /** When it began, in ISO, by the clock that the page shows. */
  at: string
  /** Null while it lasts, and of what takes no time. */
  tookMs: number | null
  lane: BehindLane
  /** What was done, as `/period close next`, `respond`, `PUT /v1/…`. */
  title: string
  about: string
  /** How it ended, in a word or two; empty while it lasts. */
  result: string
  isTrouble: boolean
  /** It only looked, or chose a way: what it leaves out of sight is the least. */
  isRead: boolean
  /** Who did it, where a person did. */
  person: string | null
  /** The requests that it was for, as `US-0147`. */
  references: string[]
  /** Requests that merely stand in its words. */
  mentions: string[]
  /** What the request is about, where this says so: `close Oct 2026`. */
  heading: string | null
  /** Entries with a link in common are parts of one chain: what a person's message, or a schedule, set off. */
  links: string[]
}

/** One side of an exchange: a request, an answer. `body` is JSON, or text. */
export type BehindPart = { label: string; line: string; headers: Record<string, string>; body: unknown }

/** What the page shows of the machinery: given by whoever starts the stand-in. Nothing in it is secret any more. */
export type BehindSource = {
  /** What is new or has changed since that revision, oldest first. `from` is 0 where it is everything there is. */
  read(sinceRevision: number): { from: number; revision: number; entries: BehindEntry[] }
  /** The whole exchange of an entry; undefined if it is not kept any more. */
  exchange(id: number): BehindPart[] | undefined
  /** Calls back after every change. */
  subscribe(changed: () => void): void
}

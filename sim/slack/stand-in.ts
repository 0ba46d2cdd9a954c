import type { ObservedCall } from '../observed-call.ts'
import type { BehindSource } from './behind/behind-source.ts'
import type { Faults } from './control/faults.ts'
import type { DeliveryKind } from './delivery/delivery-kinds.ts'
import type { Triggers } from './delivery/triggers.ts'
import type { Feed } from './http/feed.ts'
import type { Store } from './store/open-store.ts'
import type { RateLimits } from './web-api/rate-limits.ts'
import type { Manifest } from './workspace/manifest.ts'

/** What became of a jump. */
export type Jumped = { kind: 'jumped' } | { kind: 'refused'; because: string }

/** A clock that whoever starts the stand-in can move; everything shown and kept here goes by it. */
export type Clock = {
  /** How far it is ahead of real time. */
  msAhead(): number
  /** Resolves when what is due then has followed, as far as it follows at once. */
  jumpTo(moment: Date): Promise<Jumped>
}

export type SlackOptions = {
  port: number
  /** A sqlite file, or `:memory:`. */
  file: string
  /** Where the bot takes every request from Slack. */
  botUrl: string
  signingSecret: string
  botToken: string
  teamId: string
  appId: string
  /** Where Zuora's stand-in listens, without a slash at the end: the page shows its tenant. */
  zuoraUrl?: string
  /** The host of a Zuora that is none of ours, where that is the one: the page only says so. */
  zuoraElsewhere?: string
  /** Real time. */
  now?: () => Date
  /** Without it time is real, and nobody can move it. */
  clock?: Clock
  /** What the page shows of the machinery behind it; nothing without. */
  behind?: BehindSource | undefined
  /** Told of every call of the bot. */
  onCall?: ((call: ObservedCall) => void) | undefined
  /** How long Slack waits for the bot's answer: 3 s, shorter in tests. */
  ackDeadlineMs?: number
  /** Whether Slack's rate limits hold; they do unless this says no. */
  rateLimits?: boolean
  /** So much faster than in life the bot and its surroundings go; rate limits go with it. */
  speed?: number
  /** What the app was given when it was installed; the scopes of the manifest where this is not said. */
  scopes?: readonly string[]
  /** What its command is called, where not as in the manifest. */
  command?: string
  /** When an event that was not answered well is sent again; shorter in tests. */
  retryEventsAfterMs?: readonly number[]
}

/** A line of `/sim/deliveries`. */
export type Delivery = {
  at: string
  of: DeliveryKind
  user: string
  result: string
  tookMs: number
  copies: number
}

/** What every part of the stand-in works with. */
export type StandIn = {
  options: SlackOptions
  /** The stand-in's own address, without a slash at the end. */
  url: string
  now(): Date
  /** For what no clock that is moved may end: triggers and response addresses. Signatures have the computer's own. */
  realNow(): Date
  /** A message timestamp: unique, never smaller than one before. */
  nextTs(): string
  store: Store
  feed: Feed
  triggers: Triggers
  rateLimits: RateLimits
  faults: Faults
  manifest: Manifest
  deliveries: Delivery[]
  /** Calls later, unless the stand-in is closed before; keeps no process alive. */
  later(delayMs: number, act: () => void): void
}

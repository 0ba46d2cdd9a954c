import type { Faults } from './control/faults.ts'
import type { Triggers } from './delivery/triggers.ts'
import type { Feed } from './http/feed.ts'
import type { Store } from './store/open-store.ts'
import type { Manifest } from './workspace/manifest.ts'

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
  /** Linked from the page. */
  zuoraPageUrl?: string
  now?: () => Date
  /** How long Slack waits for the bot's answer: 3 s, shorter in tests. */
  ackDeadlineMs?: number
  /** When an event that was not answered well is sent again; shorter in tests. */
  retryEventsAfterMs?: readonly number[]
}

/** What the bot is sent. */
export const deliveryKinds = ['command', 'block_actions', 'view_submission', 'view_closed', 'event_callback'] as const

/** A line of `/sim/deliveries`. */
export type Delivery = {
  at: string
  of: (typeof deliveryKinds)[number]
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
  /** A message timestamp: unique, never smaller than one before. */
  nextTs(): string
  store: Store
  feed: Feed
  triggers: Triggers
  faults: Faults
  manifest: Manifest
  deliveries: Delivery[]
  /** Calls later, unless the stand-in is closed before; keeps no process alive. */
  later(delayMs: number, act: () => void): void
}

import type { RequiredItem } from '../../../domain/documents/blockers.ts'
import type { Action } from '../../../domain/policy/policy.ts'
import { type Request, referenceOf } from '../../../domain/request.ts'
import type { ZuoraAsk } from '../../../domain/zuora-ask.ts'
import { escaped } from './mrkdwn.ts'

/** How an entity stands on every card and message: its name, and SANDBOX where its host is one. */
export type EntityLabel = (entityKey: string) => string

const actionWords = {
  close: 'close',
  'pending-close': 'pending close',
  'trial-balance': 'trial balance',
  'close-range': 'close',
  reopen: 'reopen',
  create: 'creation',
  update: 'change',
  'update-dates': 'change of dates',
  delete: 'deletion',
  'set-back-to-open': 'setting back to Open',
  'control-test': 'control test',
} as const satisfies Record<Action, string>

export function actionWord(action: Action): string {
  return actionWords[action]
}

/** `the close of Oct 2026` */
export function deed({ action, period }: Pick<Request, 'action' | 'period'>): string {
  if (action === 'set-back-to-open') return `setting ${escaped(period.name)} back to Open`
  return `the ${actionWords[action]} of ${escaped(period.name)}`
}

/** ` in stage 2`; nothing where there are no stages. */
export function inStage(stage: number | null): string {
  return stage === null ? '' : ` in stage ${stage}`
}

/** `Close of Oct 2026 (Example US, US-0147)` */
export function requestTitle(request: Request, label: EntityLabel): string {
  return `${titleWords(request)} ${subject(request, label)}`
}

/** `*Close of* Oct 2026 (Example US, US-0147)`: a name with markup in it would end what is bold. */
export function requestHeading(request: Request, label: EntityLabel): string {
  return `*${titleWords(request)}* ${subject(request, label)}`
}

function titleWords({ action }: Request): string {
  const word = actionWords[action]
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}${action === 'set-back-to-open' ? ':' : ' of'}`
}

/** `Oct 2026 (Example US, US-0147)` */
export function subject(request: Request, label: EntityLabel): string {
  return `${escaped(request.period.name)} (${escaped(label(request.entity))}, ${referenceOf(request)})`
}

/** `the close of Oct 2026 (Example US, US-0147)` */
export function deedIn(request: Request, label: EntityLabel): string {
  const named = `${escaped(label(request.entity))}, ${referenceOf(request)}`
  return `${deed(request)} (${named})`
}

/** `Your Approve did not count`, `Your “Take over” did not count`: several words are marked as one label. */
export function didNotCount(verb: string): string {
  return `Your ${verb.includes(' ') ? `“${verb}”` : verb} did not count`
}

const askWords = {
  read: 'let it be read',
  'pending-close': 'set it to pending close',
  close: 'close it',
  reopen: 'set it to Open',
  create: 'create it',
  update: 'change it',
  delete: 'delete it',
  'run-trial-balance': 'run its trial balance',
} as const satisfies Record<ZuoraAsk | 'read', string>

export function askWord(what: ZuoraAsk | 'read'): string {
  return askWords[what]
}

/** Of a record, whose words may be older than this code; undefined where there is none. */
export function askWordOf(what: string): string | undefined {
  return Object.entries(askWords).find(([ask]) => ask === what)?.[1]
}

const itemWords = {
  'draft-invoices': ['draft invoice', 'Post or cancel them in Zuora.'],
  'draft-payments': ['draft payment', 'Delete or process them in Zuora.'],
  'processing-payments': ['payment still processing', 'Wait for the gateway; if they are stuck, ask Zuora Support.'],
  'processing-refunds': ['refund still processing', 'Wait for the gateway; if they are stuck, ask Zuora Support.'],
  'draft-credit-memos': ['draft credit memo', 'Post or cancel them in Zuora.'],
  'draft-debit-memos': ['draft debit memo', 'Post or cancel them in Zuora.'],
} as const satisfies Record<RequiredItem, readonly [string, string]>

/** `3 draft invoices`, `at least 990 payments still processing` */
export function countOf({ item, count, more }: { item: RequiredItem; count: number; more: boolean }): string {
  const [one] = itemWords[item]
  const [noun = '', ...rest] = one.startsWith('draft') ? [one] : one.split(/(?= still)/)
  const plural = count === 1 ? noun : `${noun}s`
  return `${more ? 'at least ' : ''}${count} ${plural}${rest.join('')}`
}

export function whatToDoAbout(item: RequiredItem): string {
  return itemWords[item][1]
}

/** `draft invoices` */
export function itemName(item: RequiredItem): string {
  return item.replaceAll('-', ' ')
}

/** Zuora's status as Zuora's pages print it. */
export function statusWord(status: string): string {
  return status === 'PendingClose' ? 'Pending Close' : escaped(status)
}

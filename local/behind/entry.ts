import type { BehindEntry, BehindPart } from '../../sim/slack/behind/behind-source.ts'
import { INVOCATION_HEADER } from './invocation-header.ts'

/** What is recorded. `span`: of what lasts, its beginning is one entry, which its end completes. */
export type NewEntry = Omit<BehindEntry, 'id' | 'revision' | 'at'> & {
  atMs: number
  span: { key: string; is: 'begin' | 'end' } | null
  parts: BehindPart[]
  /** A run of a schedule: what it did without any request is forgotten first. */
  isSchedule: boolean
}

type Given = Pick<NewEntry, 'atMs' | 'lane' | 'title'> & Partial<NewEntry>

/** An entry of which only what it has to say is said. */
export function entryOf(given: Given): NewEntry {
  return {
    tookMs: null,
    about: '',
    result: '',
    isTrouble: false,
    person: null,
    references: [],
    mentions: [],
    heading: null,
    isRead: false,
    links: [],
    span: null,
    parts: [],
    isSchedule: false,
    ...given,
  }
}

/** Headers as they are shown: what a function's thread adds for the recorder is none of the exchange. */
export function shownHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const shown = Object.entries(headers).filter(([name, value]) => value !== undefined && name !== INVOCATION_HEADER)
  return Object.fromEntries(shown.map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]))
}

export function invocationLinks(headers: Readonly<Record<string, unknown>>): string[] {
  const invocation = headers[INVOCATION_HEADER]
  return typeof invocation === 'string' ? [invocationLink(invocation)] : []
}

export const isInvocationLink = (link: string): boolean => link.startsWith('invocation ')

export const invocationLink = (requestId: string): string => `invocation ${requestId}`

import type { BehindEntry } from '../../behind/behind-source.ts'
import { chainsOf } from './chains.ts'

/** What is looked at as one: a request, a message of a person that began none, or all that belongs to neither. */
export type Group = {
  id: string
  kind: 'request' | 'message' | 'rest'
  /** As `US-0147`, or what the person did. */
  title: string
  /** What the request is about, as `close Oct 2026`. */
  about: string
  person: string | null
  at: string
  /** By when they began. */
  entries: BehindEntry[]
}

/** What somebody who comes wants to see: the newest request of a person, else the newest of what a person did. */
export const shownFirst = (groups: readonly Group[]): Group | undefined =>
  groups.find(({ kind, person }) => kind === 'request' && person !== null) ??
  groups.find(({ kind }) => kind === 'message') ??
  groups[0]

type Place = { id: string; kind: Group['kind'] }

/** Requests first, then messages, each the newest first; last what is left. */
export const groupEntries = (entries: readonly BehindEntry[]): Group[] => {
  const found = new Map<string, { place: Place; entries: BehindEntry[] }>()
  for (const chain of chainsOf(entries)) {
    const placeOf = placesIn(chain)
    for (const entry of chain) {
      for (const place of placeOf(entry)) {
        const group = found.get(place.id) ?? { place, entries: [] }
        group.entries.push(entry)
        found.set(place.id, group)
      }
    }
  }
  return [...found.values()].map(({ place, entries: own }) => toGroup(place, own)).sort(byKindThenNewest)
}

const request = (reference: string): Place => ({ id: reference, kind: 'request' })
const rest: Place = { id: 'everything else', kind: 'rest' }

/**
 * Where each entry of a chain belongs: to the requests that it names, else to the only one of its chain, else to the only one
 * in its words. What a person set off belongs to all that it began, or is a group of its own.
 */
const placesIn = (chain: readonly BehindEntry[]): ((entry: BehindEntry) => Place[]) => {
  const references = [...new Set(chain.flatMap((entry) => entry.references))]
  const begun = chain.find(({ lane }) => lane === 'slack-request')
  const otherwise = (): Place[] => {
    if (begun === undefined) return [rest]
    return references.length > 0 ? references.map(request) : [{ id: `message ${begun.id}`, kind: 'message' }]
  }
  return (entry) => {
    if (entry.references.length > 0) return entry.references.map(request)
    if (references.length === 1) return references.map(request)
    const [mentioned, ...others] = entry.mentions
    const isMeant = references.length > 1 || begun === undefined
    return isMeant && mentioned !== undefined && others.length === 0 ? [request(mentioned)] : otherwise()
  }
}

const toGroup = ({ id, kind }: Place, unsorted: BehindEntry[]): Group => {
  const entries = unsorted.sort(byBeginning)
  const begun = entries.find(({ lane }) => lane === 'slack-request')
  const at = entries[0]?.at ?? ''
  const common = { id, kind, person: begun?.person ?? null, at, entries }
  if (kind === 'rest') return { ...common, title: 'Everything else', about: 'schedules, and what no person asked for' }
  if (kind === 'message') return { ...common, title: begun?.title ?? id, about: begun?.about ?? '' }
  return { ...common, title: id, about: entries.find(({ heading }) => heading !== null)?.heading ?? '' }
}

/** Of what began in the same millisecond, what set off the rest comes first. */
const byBeginning = (one: BehindEntry, other: BehindEntry): number =>
  Date.parse(one.at) - Date.parse(other.at) || rankOf(one) - rankOf(other) || one.id - other.id

const rankOf = ({ lane }: BehindEntry): number => ['slack-request', 'function'].indexOf(lane) + 1 || 3

const order: readonly Group['kind'][] = ['request', 'message', 'rest']

const byKindThenNewest = (one: Group, other: Group): number =>
  order.indexOf(one.kind) - order.indexOf(other.kind) ||
  Date.parse(other.at) - Date.parse(one.at) ||
  // One command began both.
  other.title.localeCompare(one.title, 'en', { numeric: true })

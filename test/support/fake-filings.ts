import type { Filed, FilingDraft } from '../../src/domain/evidence/filed.ts'
import { beginning, chainOf, type LogEntry } from '../../src/domain/evidence/log.ts'
import { referenceOf } from '../../src/domain/request.ts'
import type { Filings } from '../../src/usecases/ports/record/filings.ts'
import { createFakePlaces } from './fake-places.ts'
import { frozen, sha256 } from './fake-requests.ts'

export type FakeFilings = Filings & {
  /** All there are, in order of their numbers. */
  allFiled(): Filed[]
}

/** What stands beside requests, in memory; numbered with the requests that have the same places. */
export function createFakeFilings(places = createFakePlaces()): FakeFilings {
  const items = new Map<string, Filed>()
  const newestFirst = (matches: (filed: Filed) => boolean) =>
    [...items.values()].filter(matches).sort((a, b) => b.number - a.number)
  return {
    allFiled: () => [...items.values()],
    async file(draft) {
      const { entity, messageId } = draft
      const before = [...items.values()].find((filed) => filed.entity === entity && filed.messageId === messageId)
      if (before) return before
      const filed = frozen(firstFiled(draft, places.next(entity)))
      places.take(entity, { messageId, kind: 'filing', first: filed.chain[0] ?? '' })
      items.set(referenceOf(filed), filed)
      return filed
    },
    readFiled: async (key) => items.get(referenceOf(key)),
    async appendFiled(filed, changes, entries) {
      const now = items.get(referenceOf(filed))
      if (!now || now.revision !== filed.revision || now.log.length !== filed.log.length) return undefined
      const log = [...now.log, ...entries]
      const chain = chainOf(log, now.chain, beginning, sha256)
      const after = frozen({ ...now, ...changes, revision: now.revision + 1, log, chain })
      items.set(referenceOf(filed), after)
      return after
    },
    openFilings: async (entity, kind) =>
      newestFirst((filed) => filed.entity === entity && filed.about.kind === kind && filed.status === 'open'),
    filingsOfPeriod: async (entity, periodId) =>
      newestFirst((filed) => filed.entity === entity && filed.periodId === periodId),
  }
}

function firstFiled(
  { at, by, slackTs, ...draft }: FilingDraft,
  { number, previous }: { number: number; previous: string },
): Filed {
  const request = referenceOf({ entity: draft.entity, number })
  const { about, periodId, status } = draft
  const entry: LogEntry = {
    at,
    kind: 'filed',
    by,
    ...(slackTs === undefined ? {} : { slackTs }),
    details: { about, periodId, status, request, previousRequest: previous },
  }
  return { ...draft, number, revision: 0, log: [entry], chain: chainOf([entry], [], previous, sha256) }
}

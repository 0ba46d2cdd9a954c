import type { Entity } from '../../src/usecases/ports/rules.ts'
import { noneFound } from './sample-request.ts'

/** An entity whose Zuora has no period and is asked nothing. */
export function sampleEntity(changes: Partial<Entity> = {}): Entity {
  const refuse = () => Promise.reject(new Error('nothing is asked of Zuora here'))
  return {
    key: 'us',
    name: 'Example US',
    channel: 'C0CLOSE',
    timeZone: 'America/New_York',
    isDayOff: () => false,
    stampNotes: false,
    manageFrom: null,
    childrenOf: {},
    periods: { list: async () => [], retrieve: async () => undefined, ask: refuse },
    blockers: { scan: async () => [...noneFound] },
    documents: { watermarks: async () => [], changedSince: async () => [] },
    reports: { measure: async () => [], open: refuse },
    ...changes,
  }
}

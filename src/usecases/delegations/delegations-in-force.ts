import { delegationsIn, inForceOn } from '../../domain/approvals/delegation.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import type { Delegations } from '../ports/delegations.ts'
import type { Filings } from '../ports/record/filings.ts'

export type InForcePorts = {
  filings: Pick<Filings, 'openFilings'>
  timeZoneOf: (entity: string) => string
  now: () => Date
}

export function delegationsInForce({ filings, timeZoneOf, now }: InForcePorts): Delegations {
  return {
    async inForce(entity) {
      const open = await filings.openFilings(entity, 'delegation')
      return inForceOn(dateIn(timeZoneOf(entity), now()), delegationsIn(open))
    },
  }
}

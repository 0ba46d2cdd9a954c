import { type Request, referenceOf } from '../../domain/request.ts'
import { entityOf } from '../entities/entity-of.ts'
import type { Log } from '../ports/log.ts'
import type { Rules } from '../ports/rules.ts'
import { type LookPorts, lookAtCalendar } from './look-at-calendar.ts'

export type LookAfterPorts = LookPorts & { rules: Pick<Rules, 'entities'>; log: Log }

/** Looks at the calendar once a request has changed it. The next run of `remind` looks anyway, so nothing depends on it. */
export async function lookAfter(request: Request, ports: LookAfterPorts): Promise<void> {
  if (Object.keys(request.asks).length === 0) return
  try {
    await lookAtCalendar(entityOf(request, ports.rules.entities), ports, { isAfterRequest: true })
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    ports.log('calendar-not-looked-at', { request: referenceOf(request), error: name })
  }
}

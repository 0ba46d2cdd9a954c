import type { Outcome } from '../../../src/domain/outcome.ts'
import { asksZuora, isChange } from '../../../src/domain/policy/policy.ts'
import { heldBy, type Request, referenceOf } from '../../../src/domain/request.ts'
import { mainAsks } from '../../../src/domain/steps/approval/approval-step.ts'
import { botUser } from '../fake-zuora.ts'
import { wrongWithRecord } from '../record-watch.ts'
import type { Effect } from './fake-calendar.ts'
import type { LivedOnCalendar } from './live-on-calendar.ts'

/** What must be true of every request in the end, whatever happened. What must be true at each ask and write was watched. */
export function wrongWithLived(lived: LivedOnCalendar): string[] {
  const { violations, requests, counted } = lived
  const all = requests.all()
  return [
    ...new Set(violations),
    ...wrongWithEnd(lived),
    ...wrongWithRangeEnd(lived),
    ...all.flatMap((request) => wrongWithOne(request, lived).map((wrong) => `${referenceOf(request)} ${wrong}`)),
    ...counted
      .filter(({ personId, key }) => mayNotDecide(personId, requests.peek(key)))
      .map(({ personId }) => `${personId} may not decide, but counted`),
    ...counted
      .filter(({ kind, personId, round, key }) => timesInLog(requests.peek(key), { kind, personId, round }) !== 1)
      .map(({ kind, personId, round }) => `${personId} was told that it counts: ${kind} in round ${round}`),
  ]
}

function wrongWithOne(request: Request, lived: LivedOnCalendar): string[] {
  const { outcome, told, log } = request
  if (!outcome || !told) return ['never ended']
  return [
    ...wrongWithRecord(request),
    ...wrongWithCredit(request, lived),
    ...wrongWithHolding(request, lived),
    ...(outcome.kind === 'failed' && outcome.because.kind === 'broke' ? [`broke: ${outcome.because.error}`] : []),
    ...(log.length > 250 ? ['has a log that outgrows it'] : []),
  ]
}

function wrongWithEnd({ now, clock, goneInCircles, eventsEndedAt }: LivedOnCalendar): string[] {
  if (goneInCircles) return ['it goes in circles']
  const waitedSeconds = (clock.now().getTime() - eventsEndedAt.getTime()) / 1000
  const most = now().range === null ? mostSecondsOfChange : 3 * mostSecondsOfClose
  return waitedSeconds > most ? [`it ended ${waitedSeconds} s after everything outside had ended`] : []
}

/** The expiry, an outage as long as its patience, and as many asks as there may be. */
const mostSecondsOfChange = 6 * 3600 + 4.2 * 3600 + 6 * 3600
/** As of a close by itself: blocked, four of the longest waits of its patience, and the follow-up. */
const mostSecondsOfClose = 6 * 3600 + 4 * 4.2 * 3600 + 12 * 3600

/** A range ends soon after the last of its closes, whatever died between them; unless it is cancelled, or never made one. */
function wrongWithRangeEnd({ now, requests }: LivedOnCalendar): string[] {
  const range = now()
  const closes = requests.all().filter(({ partOf, lockTaken }) => partOf === range.number && lockTaken)
  const isFollowed = range.outcome?.kind !== 'cancelled' && closes.length > 0
  const waitedMs = endedAt(range) - Math.max(...closes.map(endedAt))
  return isFollowed && waitedMs > 600_000 ? [`the range ended ${waitedMs / 1000} s after its last close`] : []
}

function endedAt({ log }: Request): number {
  return Date.parse(log.at(-1)?.at ?? '')
}

function wrongWithCredit(request: Request, { zuora, story }: LivedOnCalendar): string[] {
  const { outcome, action, log } = request
  if (!outcome || !asksZuora(action)) return []
  const what = mainAsks[action]
  const own = zuora.effects.filter((effect) => effect.request === referenceOf(request) && effect.what === what)
  const isAccepted = log.some(
    ({ kind, details }) => kind === 'zuora-answered' && details.what === what && details.kind === 'accepted',
  )
  const isCredited = outcome.kind === 'succeeded' || outcome.kind === 'closed-with-problem'
  const isOthers = outcome.kind === 'overtaken'
  const isNamed = isOthers && 'updatedBy' in outcome.because && outcome.because.updatedBy === botUser
  const isOursAlone =
    own.length > 0 && zuora.effects.every((effect) => effect.by === botUser || !isAbout(request, effect))
  return [
    ...(isCredited &&
    !isAccepted &&
    !zuora.effects.some((effect) => effect.by === botUser && effect.what === what && isAbout(request, effect))
      ? ['was credited for what others did']
      : []),
    ...(isOthers && isAccepted && own.length > 0 && isOursAlone ? ['was accepted, but told as others’'] : []),
    ...(isNamed && isOursAlone && story.botIsKnown ? ['was told as others’, although nobody else was at it'] : []),
    ...(own.length > 0 && isOursAlone && isChange(action) && isDenied(outcome)
      ? [`was done, but told as ${outcome.kind}`]
      : []),
    ...(own.length > 1 && isOursAlone ? [`was done ${own.length} times`] : []),
  ]
}

/** Told as not done. Where Zuora did not answer for hours, that is what was told. */
function isDenied(outcome: Outcome): boolean {
  if (outcome.kind === 'failed') return outcome.because.kind !== 'zuora-unreachable'
  return ['refused', 'rejected', 'expired', 'cancelled'].includes(outcome.kind)
}

function isAbout({ period }: Request, effect: Effect): boolean {
  return effect.periodId === period.id || period.id === null
}

/** A turn that was repeated too late may leave a lock with a request that has ended: the next one inherits it. */
function wrongWithHolding(request: Request, { locks, requests, story }: LivedOnCalendar): string[] {
  const holders = heldBy(request).map((held) => locks.holderOf(held))
  const mayBeLate = /turn-repeated|execution-dies/.test(JSON.stringify(story))
  return holders.flatMap((holder) => {
    const of = requests.all().find((known) => referenceOf(known) === holder)
    if (!of || (of.status === 'finished' && mayBeLate)) return []
    return [`finds its lock with ${holder}, which is ${of.status}`]
  })
}

function mayNotDecide(personId: string, { requester }: Request): boolean {
  return personId === requester.id || ['U0GUEST', 'U0MALLORY', 'U0ERIN'].includes(personId)
}

type OfLog = { kind: string; personId: string; round: number }

function timesInLog({ log }: Request, { kind, personId, round }: OfLog): number {
  return log.filter((entry) => entry.kind === kind && entry.by?.id === personId && entry.details.round === round).length
}

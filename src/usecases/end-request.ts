import { secondsBetween } from '../domain/calendar/calendar-date.ts'
import type { LogEntry } from '../domain/evidence/log.ts'
import { type Request, type RequestKey, referenceOf } from '../domain/request.ts'
import { askUnderWay, mayHaveTakenEffect } from '../domain/steps/ask-state.ts'
import type { ZuoraAsk } from '../domain/zuora-ask.ts'
import type { Requests } from './ports/record/requests.ts'
import type { Resume } from './ports/workflow.ts'
import { type SealPorts, sealOutcome } from './record/seal-outcome.ts'

/** `by`: who says so, in words of theirs. */
export type EndAsked = { key: RequestKey; by: string; why: string }

export type EndRequestPorts = SealPorts & {
  requests: SealPorts['requests'] & Pick<Requests, 'read' | 'noteMessages'>
  workflow: Resume
}

/** What was done: an outcome that the workflow is to tell; or, where that did not help, its seal; or the telling given up. */
type EndStep = 'outcome' | 'seal' | 'telling'

export type EndAnswer =
  | { kind: 'no-such-request' | 'over' | 'changed-meanwhile' }
  /** It may still take effect, and an outcome said now could be false. */
  | { kind: 'ask-under-way'; asked: ZuoraAsk }
  /** The workflow is given time to do its part. */
  | { kind: 'wait'; seconds: number }
  /** `asked`: what may have taken effect in Zuora although the outcome, which is by hand, does not say so. */
  | { kind: 'done'; step: EndStep; asked: ZuoraAsk[] }

/** Within this the workflow looks again, or is started again, and tells. */
const helpsWithinSeconds = 600

/**
 * A request that does not go on is ended by whoever runs the bot. Each time no more than is needed: first only the outcome, which
 * the workflow seals and tells; if it could not, the seal, so that the period is free for another request; if nobody can be told,
 * no more attempts. Each is an entry of the record with who and why; nothing is asked of Zuora.
 */
export async function endRequest({ key, by, why }: EndAsked, ports: EndRequestPorts): Promise<EndAnswer> {
  const request = await ports.requests.read(key)
  if (!request) return { kind: 'no-such-request' }
  if (request.told) return { kind: 'over' }
  const at = ports.now().toISOString()
  const asked = request.status === 'finished' ? undefined : askUnderWay(request, at)
  if (asked) return { kind: 'ask-under-way', asked }
  const secondsAgo = secondsSinceEnded(request, at)
  if (secondsAgo !== null && secondsAgo < helpsWithinSeconds) {
    return { kind: 'wait', seconds: helpsWithinSeconds - secondsAgo }
  }
  const step = stepFor(request, secondsAgo !== null)
  const entry: LogEntry = { at, kind: 'ended-by-hand', by: null, details: { step, by, why, was: request.status } }
  if (!(await take(step, { request, entry, by, why }, ports))) return { kind: 'changed-meanwhile' }
  ports.log('request-ended-by-hand', { request: referenceOf(key), was: request.status, step })
  return { kind: 'done', step, asked: isEndedByHand(request) ? mayHaveTakenEffect(request) : [] }
}

/** Or is so from now on. */
function isEndedByHand({ outcome }: Request): boolean {
  return outcome === null || (outcome.kind === 'failed' && outcome.because.kind === 'ended-by-hand')
}

function secondsSinceEnded({ log, later }: Request, at: string): number | null {
  const last = [...log, ...later].findLast(({ kind }) => kind === 'ended-by-hand')
  return last ? secondsBetween(last.at, at) : null
}

function stepFor({ status }: Request, isTriedBefore: boolean): EndStep {
  if (status === 'finished') return 'telling'
  return isTriedBefore ? 'seal' : 'outcome'
}

type Ending = Pick<EndAsked, 'by' | 'why'> & { request: Request; entry: LogEntry }

async function take(step: EndStep, { request, entry, by, why }: Ending, ports: EndRequestPorts): Promise<boolean> {
  const { requests, workflow } = ports
  const outcome = request.outcome ?? ({ kind: 'failed', because: { kind: 'ended-by-hand', by, why } } as const)
  switch (step) {
    case 'outcome': {
      const { taskToken } = request
      const ended = await requests.write(request, { outcome, status: 'working', taskToken: null }, [entry])
      if (ended && taskToken) await workflow.resume(taskToken)
      return ended !== undefined
    }
    case 'seal': {
      const noted = await requests.write(request, {}, [entry])
      return noted !== undefined && (await sealOutcome(noted, { outcome, periodAtEnd: null }, ports)) !== undefined
    }
    case 'telling': {
      const followUp =
        request.followUp?.kind === 'waiting' ? notSeen(request.followUp.since, entry.at) : request.followUp
      const noted = await requests.write(request, { followUp }, [entry])
      if (noted) await requests.noteMessages(request, { told: true })
      return noted !== undefined
    }
  }
}

function notSeen(since: string, at: string) {
  return { kind: 'not-seen', waitedSeconds: secondsBetween(since, at) } as const
}

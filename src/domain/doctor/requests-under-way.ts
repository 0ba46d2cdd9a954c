import type { Patience } from '../polling.ts'
import { type Request, referenceOf } from '../request.ts'
import { type Stuck, whyStuck } from '../requester/stuck.ts'
import { type Finding, findingsOf } from './finding.ts'

/** How the workflow's execution of a request stands. */
export type UnderWay = { request: Request; execution: 'running' | 'ended' | 'missing' }

/** `wake` repairs every minute; what it has not repaired by then it cannot. */
const repairedWithinMs = 10 * 60_000

/** By the same measure as the alarm; and that the workflow of each is there, which the alarm does not see. */
export function checkUnderWay(all: readonly UnderWay[], now: Date, patience: Patience): Finding[] {
  const { ok, fault } = findingsOf('requests')
  const open = all.filter(({ request }) => !request.told)
  const stuck = open.flatMap((each) => {
    const because = whyNotGoingOn(each, now, patience)
    return because === null ? [] : [`${described(each)}: ${because}`]
  })
  const others = open.length - stuck.length
  return [
    ...stuck.map((says) => fault(says, 'docs/runbook.md, “A request that does not go on”: why, and how it is ended.')),
    ok(others === 0 ? 'none under way' : `${others} under way${stuck.length > 0 ? ' besides' : ', none stuck'}`),
  ]
}

const words: Readonly<Record<Stuck['because'], string>> = {
  'started-again-too-often': 'its workflow was started again and again',
  'outcome-not-sealed': 'its outcome is known and was not sealed',
  'outcome-not-told': 'its outcome was not told',
  'plan-time-passed': 'the time that it was planned for has passed',
  'expiry-passed': 'it has expired, and nobody was told',
  'lifetime-passed': 'it has waited longer than any request may',
  'no-progress': 'it does not go on',
}

function whyNotGoingOn({ request, execution }: UnderWay, now: Date, patience: Patience): string | null {
  const stuck = whyStuck(request, now.toISOString(), patience)
  if (stuck) return `${words[stuck.because]}, since ${stuck.since}`
  if (now.getTime() - Date.parse(request.askedAt) <= repairedWithinMs) return null
  if (execution === 'missing') return 'its workflow was never started'
  return execution === 'ended' ? 'its workflow has ended without its outcome being told' : null
}

function described({ request }: UnderWay): string {
  return `${referenceOf(request)} (${request.action} ${request.period.name}, ${request.status})`
}

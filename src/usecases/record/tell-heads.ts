import type { LogEntry } from '../../domain/evidence/log.ts'
import { headOf, type Request } from '../../domain/request.ts'
import { resolvePrincipals } from '../people/authority.ts'
import { onlyReaders, type ReaderPorts } from '../people/may-read.ts'
import type { Requests } from '../ports/record/requests.ts'
import type { Announcer } from '../ports/telling/announcer.ts'

export type TellHeadsPorts = ReaderPorts & {
  requests: Requests
  announcer: Pick<Announcer, 'tellHead'>
  now: () => Date
}

/**
 * The head of the record to everyone who decided and to each auditor, so that it stands in more places than the record does.
 * At most once each: noted before it is sent. Undefined when the request was written meanwhile: then another turn goes on.
 */
export async function tellHeads(sealed: Request, ports: TellHeadsPorts): Promise<Request | undefined> {
  const isOver = sealed.later.some(({ kind, details }) => kind === 'message-posted' && details.what === 'head')
  if (isOver) return sealed
  const people = await peopleToTell(sealed, ports)
  const notKnown = sealed.headsTold
  const [sent, notTaken]: [string[], string[]] = [[], []]
  let request = sealed
  for (const person of people.filter((id) => !notKnown.includes(id))) {
    const noted = await ports.requests.write(request, { headsTold: [...request.headsTold, person] }, [])
    if (!noted) return undefined
    request = noted
    const isTaken = await ports.announcer.tellHead(request, person)
    ;(isTaken ? sent : notTaken).push(person)
  }
  if (request.headsTold.length === 0) return request
  const details = { what: 'head', head: headOf(request), to: sent, missed: notTaken, notKnown }
  const entry: LogEntry = { at: ports.now().toISOString(), kind: 'message-posted', by: null, details }
  return ports.requests.write(request, {}, [entry])
}

/** Whoever approved or rejected, also in a round that was void, and the auditors; only people whom the policy names now. */
async function peopleToTell({ entity, decisions }: Request, { rules, people }: ReaderPorts): Promise<string[]> {
  const decided = Object.values(decisions).filter(({ kind }) => kind === 'approved' || kind === 'rejected')
  const deciders = await onlyReaders([...new Set(decided.map(({ by }) => by.id))], entity, { rules, people })
  const auditors = await resolvePrincipals(rules.policyFor(entity).policy.auditors ?? [], people)
  return [...new Set([...deciders, ...auditors])]
}

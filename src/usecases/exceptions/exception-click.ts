import type { Person } from '../../domain/person.ts'
import type { Authority, Principal } from '../../domain/policy/policy.ts'
import { type ExceptionRefused, type FiledException, isException } from '../../domain/reconcile/exceptions.ts'
import type { MessageRef, RequestKey } from '../../domain/request.ts'
import { findAuthority } from '../people/authority.ts'
import type { Log } from '../ports/log.ts'
import type { People } from '../ports/people/people.ts'
import type { AnsweredMessages } from '../ports/record/answered-messages.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { Rules } from '../ports/rules.ts'
import type { ExceptionAnnouncer } from '../ports/telling/exception-announcer.ts'

export type ExceptionPorts = {
  filings: Pick<Filings, 'readFiled' | 'appendFiled'>
  exceptions: Pick<ExceptionAnnouncer, 'showException' | 'tellExceptionHead'>
  answered: Pick<AnsweredMessages, 'claimOnce'>
  people: People
  rules: Pick<Rules, 'policyFor' | 'labelOf'>
  now: () => Date
  log: Log
}

/** `slackTs`: Slack's own time of the click; null where Slack tells none. */
export type ExceptionClick = { key: RequestKey; personId: string; messageId: string; slackTs: string | null }

export type ExceptionAnswer =
  | { kind: 'counted'; filed: FiledException }
  | { kind: 'refused'; because: ExceptionRefused; filed: FiledException | undefined; allowed: readonly Principal[] }

export async function readException(key: RequestKey, { filings }: ExceptionPorts): Promise<FiledException | undefined> {
  const filed = await filings.readFiled(key)
  return filed && isException(filed) ? filed : undefined
}

/** The policy first: people whom it does not name must not use up Slack's limit for those it does. */
export async function whoClicked(
  { personId }: ExceptionClick,
  allowed: readonly Principal[],
  { people }: ExceptionPorts,
): Promise<{ person: Person; authority: Authority | undefined }> {
  const authority = await findAuthority(personId, allowed, people)
  return { person: await people.person(personId), authority }
}

/** What this very click wrote, if it did: its message may be delivered twice, or the process may have died since. */
export function isWrittenBy({ log }: FiledException, { messageId }: ExceptionClick): boolean {
  return log.some(({ details }) => details.messageId === messageId)
}

/** Rendered again while it moves: two late renders must not leave the earlier. */
export async function showAsItIs(filed: FiledException, ports: ExceptionPorts, where?: MessageRef): Promise<void> {
  for (let shown: FiledException | undefined = filed; shown; ) {
    await ports.exceptions.showException(shown, where)
    const now = await readException(filed, ports)
    shown = now && now.revision !== shown.revision ? now : undefined
  }
}

/**
 * The message that was clicked shows it as it is, too: a process that died before it noted where it had posted left a post
 * that nothing else reaches.
 */
export async function showWhereClicked(
  answer: ExceptionAnswer,
  where: MessageRef,
  ports: ExceptionPorts,
): Promise<void> {
  const isShown = answer.kind === 'counted' && answer.filed.about.message?.ts === where.ts
  if (answer.filed && !isShown) await showAsItIs(answer.filed, ports, where)
}

import { type DocumentsChanged, thoseChanged, type Watermark } from '../../domain/documents/watermark.ts'
import { canonicalJson } from '../../domain/evidence/log.ts'
import { hasRound } from '../../domain/steps/approval/stale-approvals.ts'
import { mayHaveBeenHeard } from '../../domain/steps/ask-state.ts'
import type { Step } from '../../domain/steps/step.ts'
import type { Turn } from '../turns/turn.ts'
import type { WorkflowPorts } from '../turns/workflow-ports.ts'
import { datesOf } from './look-at-documents.ts'

/**
 * The marks that the ask about to be made is to be measured by, where it starts a trial balance that a close is approved
 * on. Where an earlier such ask may have started one, its marks stay: rather a change too many than one too few.
 */
export async function marksBefore(
  { what }: Extract<Step, { kind: 'ask' }>,
  { request, facts, entity }: Turn,
): Promise<readonly Watermark[] | null> {
  const dates = datesOf(facts.period)
  const starts = what === 'pending-close' || what === 'run-trial-balance'
  if (request.action !== 'close' || !starts || !dates) return request.marks
  const earlier = [request.asks['pending-close'], request.asks['run-trial-balance']]
  const isHeard = earlier.some((asked) => asked !== undefined && mayHaveBeenHeard(asked))
  return isHeard && request.marks !== null ? request.marks : entity.documents.watermarks(dates)
}

/** What was changed since the card whose approvals are about to be used; null where there is none, or nothing to tell. */
export function changedSinceCard({ request, facts: { documents } }: Turn): readonly DocumentsChanged[] | null {
  return hasRound(request) && documents?.since.kind === 'looked' ? documents.since.changed : null
}

/** Said once, however often Zuora has to be asked. */
export async function tellChangesSinceCard(turn: Turn, { announcer }: Pick<WorkflowPorts, 'announcer'>): Promise<void> {
  const changed = changedSinceCard(turn) ?? []
  const isToldAlready = canonicalJson(changed) === canonicalJson(turn.request.changedSinceCard)
  if (thoseChanged(changed).length === 0 || isToldAlready) return
  await announcer.postDetail(turn.request, { kind: 'changed-since-card', changed })
}

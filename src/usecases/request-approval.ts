import { mustWake } from '../domain/approvals/approval.ts'
import { approversFor } from '../domain/policy.ts'
import type { Request, RequestKey } from '../domain/request.ts'
import { resolvePrincipals } from './people/authority.ts'
import type { Announcer } from './ports/announcer.ts'
import type { People } from './ports/people.ts'
import type { Requests } from './ports/requests.ts'
import type { Rules } from './ports/rules.ts'
import type { Resume } from './ports/workflow.ts'
import { hasChildEnded } from './ranges/has-child-ended.ts'
import { readRequest } from './register/read-request.ts'

export type RequestApprovalPorts = {
  requests: Requests
  announcer: Announcer
  people: People
  workflow: Resume
  rules: Rules
}

/**
 * Keeps the task token, then posts the card of this round unless it was posted. Whoever writes second wakes: if people
 * decided before the token was there, it is resumed at once.
 */
export async function requestApproval(key: RequestKey, taskToken: string, ports: RequestApprovalPorts): Promise<void> {
  await readRequest(key, ports.requests)
  const request = await ports.requests.keepToken(key, taskToken)
  const isWaiting = ['awaiting', 'blocked', 'following'].includes(request.status)
  if (!isWaiting || mustWake(request)) return ports.workflow.resume(taskToken)
  // Whoever ended it before the token was kept found nobody to wake.
  if (await hasChildEnded(request, ports.requests)) return ports.workflow.resume(taskToken)
  if (request.status !== 'awaiting' || request.card?.round === request.round) return
  const isPosted = await postCard(request, ports)
  if (!isPosted) await giveUp(request, taskToken, ports)
}

/** Without a card nobody can approve: that is told at once instead of when it expires. */
async function giveUp(
  request: Request,
  taskToken: string,
  { requests, workflow }: RequestApprovalPorts,
): Promise<void> {
  const outcome = { kind: 'failed', because: { kind: 'card-not-posted', channel: request.channel } } as const
  await requests.write(request, { outcome }, [])
  await workflow.resume(taskToken)
}

/** Whether Slack took it. */
async function postCard(
  request: Request,
  { announcer, people, requests, rules }: RequestApprovalPorts,
): Promise<boolean> {
  const principals = approversFor(rules.policyFor(request.entity).policy, request.action)
  const approvers = await resolvePrincipals(principals, people)
  const posted = await announcer.postCard(request, principals)
  if (!posted) return false
  const shown = { ...request, card: { ...posted, round: request.round } }
  await requests.noteMessages(request, { card: shown.card })
  if (request.card) await announcer.retireCard(request.card, shown)
  // Clicks that came while the card was being posted were rendered without it.
  const now = await requests.read(request)
  if (now && now.log.length !== request.log.length) await announcer.showCard(now)
  const others = approvers.filter((id) => id !== request.requester.id)
  await announcer.notifyApprovers(shown, others)
  return true
}

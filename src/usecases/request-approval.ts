import { isDecided } from '../domain/approvals/approval.ts'
import { currentPlace } from '../domain/approvals/stages.ts'
import { hasCardOfStage, isWaiting, mayGoOn, mustWake } from '../domain/approvals/waking.ts'
import type { Request, RequestKey } from '../domain/request.ts'
import type { ActingPorts } from './people/acting.ts'
import { stillAsked } from './people/asked-now.ts'
import { noCard } from './people/no-card.ts'
import type { Requests } from './ports/record/requests.ts'
import type { Announcer } from './ports/telling/announcer.ts'
import type { Resume } from './ports/workflow.ts'
import { hasChildEnded } from './ranges/has-child-ended.ts'
import { notePosted } from './register/note-posted.ts'
import { readRequest } from './register/read-request.ts'

export type RequestApprovalPorts = ActingPorts & {
  requests: Requests
  announcer: Announcer
  workflow: Resume
  now: () => Date
}

/**
 * Keeps the task token, then posts the card of this round and stage unless it was posted. Whoever writes second wakes: if
 * people decided before the token was there, it is resumed at once.
 */
export async function requestApproval(key: RequestKey, taskToken: string, ports: RequestApprovalPorts): Promise<void> {
  await readRequest(key, ports.requests)
  const request = await ports.requests.keepToken(key, taskToken)
  if (!isWaiting(request) || mayGoOn(request)) return ports.workflow.resume(taskToken)
  // Whoever ended it before the token was kept found nobody to wake.
  if (await hasChildEnded(request, ports.requests)) return ports.workflow.resume(taskToken)
  if (request.status !== 'awaiting' || isDecided(request)) return
  if (hasCardOfStage(request)) return finishCard(request, ports)
  const isPosted = await postCard(request, ports)
  if (!isPosted) return giveUp(request, taskToken, ports)
  // A stage that became full while its card was being posted found no card of that stage, and woke nobody.
  const now = await ports.requests.read(key)
  if (now && mustWake(now)) await ports.workflow.resume(taskToken)
}

/** Without a card nobody can approve: that is told at once instead of when it expires. */
async function giveUp(
  request: Request,
  taskToken: string,
  { announcer, requests, workflow }: RequestApprovalPorts,
): Promise<void> {
  const outcome = await noCard(request, announcer)
  await requests.write(request, { outcome }, [])
  await workflow.resume(taskToken)
}

const entriesOfCard = 1

/** Whether Slack took it. */
async function postCard(request: Request, ports: RequestApprovalPorts): Promise<boolean> {
  const { announcer, requests } = ports
  const asked = await stillAsked(request, ports)
  const posted = await announcer.postCard(request)
  if (!posted) return false
  const message = { ...posted, round: request.round, stage: currentPlace(request).stage }
  const afterCard = { retires: request.card, tells: asked }
  const shown = await notePosted(request, { what: 'card', message, afterCard }, ports)
  // Clicks that came while the card was being posted were rendered without it.
  const now = await requests.read(request)
  if (now && now.log.length > request.log.length + entriesOfCard) await announcer.showCard(now)
  await finishCard(shown, ports)
  return true
}

/** What follows a card that is noted. Where Slack asks to wait, or the process dies, the next attempt does it from the start. */
async function finishCard(request: Request, ports: RequestApprovalPorts): Promise<void> {
  const { announcer, requests } = ports
  if (!request.afterCard) return
  const { retires, tells } = request.afterCard
  if (retires) await announcer.retireCard(retires, request)
  await announcer.notifyApprovers(request, tells)
  let now: Request | undefined = request
  while (now?.afterCard && !(await requests.write(now, { afterCard: null }, []))) now = await requests.read(request)
}

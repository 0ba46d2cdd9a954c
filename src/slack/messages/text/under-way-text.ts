import type { UnderWay } from '../../../domain/reading/under-way.ts'
import { referenceOf } from '../../../domain/request.ts'
import type { LinkedRequest } from '../../../usecases/reading/requests-of.ts'
import { labels } from '../../ids.ts'
import { mention } from './mrkdwn.ts'
import { isShownAsPlanned, plannedText } from './planned-text.ts'
import { deed } from './words.ts'

/** `waits for approval: 1 of 2`, `is blocked`, `is under way`: of what is not planned for later. */
export function standsText({ waits, approvals }: UnderWay): string {
  if (approvals) return `waits for approval: ${approvals.given} of ${approvals.needed}`
  return waits ? 'is blocked' : 'is under way'
}

/** The request that has a period in flight, in a sentence. */
export function inFlightText({ request, link }: LinkedRequest): string {
  const capital = deed(request).replace(/^./, (first) => first.toUpperCase())
  return `${capital} (${referenceOf(request)}), asked for by ${mention(request.requester.id)}, ${underWayText({ request, link })}`
}

/** Where people are waited for, the link leads to what they can press. */
export function underWayText({ request, link }: LinkedRequest): string {
  const { status, approvals, approvalsNeeded } = request
  const waits = status === 'awaiting' && approvals < approvalsNeeded
  const where = link === null ? `see <#${request.channel}>` : `<${link}|${labels.review}>`
  if (waits) return `waits for approval: ${approvals} of ${approvalsNeeded}; ${where}.`
  if (isShownAsPlanned(request)) return `is ${plannedText(request)}; ${where}.`
  return `${status === 'blocked' ? 'is blocked' : 'is under way'}; ${where}.`
}

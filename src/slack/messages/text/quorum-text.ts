import { approvalsOf } from '../../../domain/approvals/approval.ts'
import { placeOf } from '../../../domain/approvals/stages.ts'
import { stageOf } from '../../../domain/approvals/withdrawal.ts'
import type { Request } from '../../../domain/request.ts'
import { listed, mention, moment } from './mrkdwn.ts'
import { byWhom } from './who-text.ts'

/** `1 of 2`, or `stage 1 of 2: 1 of 1; stage 2: 0 of 1` */
export function quorumCount(request: Request): string {
  const { approvals, approvalsNeeded, stages } = request
  if (stages === null || stages.length < 2) return `${approvals} of ${approvalsNeeded}`
  const counts = stages.map((needed, index) => {
    const { from } = placeOf(request, index + 1)
    const given = Math.min(needed, Math.max(0, approvals - from))
    return `stage ${index + 1}${index === 0 ? ` of ${stages.length}` : ''}: ${given} of ${needed}`
  })
  return counts.join('; ')
}

/** How many have approved and who, and whose approvals no longer count in this round. */
export function quorumText(request: Request): string {
  const count = quorumCount(request)
  const isStaged = (request.stages?.length ?? 0) > 1
  const heading = isStaged ? `${count.charAt(0).toUpperCase()}${count.slice(1)} approvals.` : `${count} approvals.`
  return [`*${heading}*`, approvedBy(request, isStaged), takenBack(request)].filter((part) => part !== '').join(' ')
}

function approvedBy(request: Request, isStaged: boolean): string {
  const names = approvalsOf(request).map((decision) => {
    const inStage = isStaged ? `, stage ${stageOf(decision)}` : ''
    return `${byWhom(decision)} ${moment(decision.at)}${inStage}`
  })
  return names.length === 0 ? '' : `Approved: ${listed(names)}.`
}

function takenBack({ decisions, round, status }: Request): string {
  if (status !== 'awaiting') return ''
  const free = Object.entries(decisions).filter(
    ([key, { kind }]) => key.startsWith(`${round}#`) && kind === 'withdrawn',
  )
  const who = [...new Set(free.map(([, { by }]) => mention(by.id)))]
  if (who.length === 0) return ''
  return `Taken back, and not counted: ${listed(who)}.`
}

/** `2 approvals`, or `1 approval in stage 2` */
export function approvalsIn({ needed, stage }: { needed: number; stage: number | null }): string {
  return `${needed} approval${needed === 1 ? '' : 's'}${stage === null ? '' : ` in stage ${stage}`}`
}

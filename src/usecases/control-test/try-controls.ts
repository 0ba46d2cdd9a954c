import { approvalsOf } from '../../domain/approvals/approval.ts'
import { type Control, type ControlResult, resultOf } from '../../domain/approvals/control-test.ts'
import type { Request } from '../../domain/request.ts'
import { type DecidePorts, decide } from '../decide.ts'
import { writeVoid } from '../turns/write-void.ts'
import { approverId, outsiderId, withRehearsalApprover } from './rehearsal.ts'

/**
 * Clicks on a rehearsal that waits for approval, as Slack's would be taken; then voids it as the workflow does. Undefined
 * when another run of the same test got in between.
 */
export async function tryControls(
  request: Request,
  ports: DecidePorts,
): Promise<{ voided: Request; results: ControlResult[] } | undefined> {
  const { requests, now } = ports
  const rehearsed = withRehearsalApprover(ports, request.requester.team)
  const attempt = (control: Control, expected: string, click: Omit<Attempt, 'control' | 'request'>) =>
    resultOfClick({ control, request, ...click }, expected)
  const results = [
    await attempt('self-approval', 'own-request', { personId: request.requester.id, ports }),
    await attempt('outsider', 'not-an-approver', { personId: outsiderId, ports }),
    await attempt('stale-card', 'older-card', { personId: approverId, ports: rehearsed, round: request.round - 1 }),
    await attempt('approver', 'counted', { personId: approverId, ports: rehearsed }),
    await attempt('same-approver-twice', 'already-decided', { personId: approverId, ports: rehearsed }),
  ]
  const counted = await requests.read(request)
  if (counted?.status !== 'awaiting' || counted.round !== request.round) return undefined
  const changes = [{ what: 'the rehearsal', was: 'as the card showed it', is: 'changed, to try the void' }]
  const voided = await writeVoid(counted, { changes, at: now().toISOString() }, ports)
  if (!voided) return undefined
  const left = approvalsOf(voided).length + voided.approvals
  return {
    voided,
    results: [
      ...results,
      resultOf('void', 'no approval counts', left === 0 ? 'no approval counts' : `${left} still count`),
      await attempt('voided-card', 'not-awaiting', { personId: approverId, ports: rehearsed }),
    ],
  }
}

type Attempt = { control: Control; request: Request; personId: string; ports: DecidePorts; round?: number }

async function resultOfClick(
  { control, request, personId, ports, round = request.round }: Attempt,
  expected: string,
): Promise<ControlResult> {
  const { entity, number, messageId } = request
  const click = { key: { entity, number }, kind: 'approved', round, personId, reason: null, slackTs: null } as const
  try {
    const answer = await decide({ ...click, messageId: `${messageId}#${control}#${request.round}` }, ports)
    return resultOf(control, expected, answer.kind === 'counted' ? 'counted' : answer.because)
  } catch (error) {
    return resultOf(control, expected, `could not be tried: ${error instanceof Error ? error.name : 'unknown'}`)
  }
}

import { secondsBetween } from '../calendar/calendar-date.ts'
import type { Policy } from '../policy/policy.ts'
import type { Request } from '../request.ts'
import type { Change } from '../snapshot.ts'
import { approvalsOf } from './approval.ts'

const aDaySeconds = 24 * 3600

export function approvalValidFor({ approvalValidForSeconds = aDaySeconds }: Policy): number {
  return approvalValidForSeconds
}

/** Approvals that are too old to close anything with. */
export function lapsedApprovals(
  request: Pick<Request, 'round' | 'decisions' | 'approvals'>,
  { validForSeconds, now }: { validForSeconds: number; now: string },
): Change[] {
  return approvalsOf(request)
    .filter(({ at }) => secondsBetween(at, now) > validForSeconds)
    .map(({ by, at }) => ({
      what: approvalOf(by),
      was: `given ${at.slice(0, 16).replace('T', ' ')} UTC`,
      is: `older than ${durationText(validForSeconds)}`,
    }))
}

const words = 'the approval of '

export function approvalOf({ name }: { name: string }): string {
  return `${words}${name}`
}

/** Whether a change is about an approver, not about what approvers saw. */
export function isAboutApprover({ what }: Change): boolean {
  return what.startsWith(words)
}

function durationText(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}

import { isAboutApprover } from '../../../domain/approvals/validity.ts'
import type { Change } from '../../../domain/snapshot.ts'
import { asOnTheCard } from '../../../domain/steps/documents-step.ts'
import { escaped, mention } from './mrkdwn.ts'
import { statusWord } from './words.ts'

/** What is no longer as the approvers saw it, in words; with a full stop. */
export function changesLine(changes: readonly Change[]): string {
  return changes.length === 0 ? 'what the approvers saw has changed.' : `${changes.map(changeText).join('; ')}.`
}

function changeText(change: Change): string {
  const { what, was, is } = change
  if (was === asOnTheCard) return `${is} of ${what} ${is === '1' ? 'was' : 'were'} changed after the card`
  if (what === 'the policy') return policyText(is)
  if (what === 'what stands in the way of the close')
    return 'something stands in the way now, as the first message says'
  if (isAboutApprover(change)) return `${escaped(what)} no longer counts (${whyNoLonger(change)})`
  return newRunText(change) ?? `${escaped(what)} was “${statusWord(was)}”, now it is “${statusWord(is)}”`
}

/** Its hashes say nothing to a reader; what of it has changed was announced. */
function policyText(is: string): string {
  return is.includes('again, after another') ? 'the policy was changed, and changed back' : 'the policy has changed'
}

function newRunText({ what, was, is }: Change): string | undefined {
  if (what !== 'the trial balance') return undefined
  const [before, now] = [was, is].map((text) => /, started (?<start>[^,]+)/.exec(text)?.groups?.start)
  if (before === undefined || now === undefined || before === now) return undefined
  return `others ran the trial balance anew (started ${escaped(before)}, now ${escaped(now)}, Zuora’s time)`
}

/** The group by its name. Of one that is too old, when it was given, too. */
function whyNoLonger({ was, is }: Change): string {
  const text = was.startsWith('given ') ? `${was}, ${is}` : is
  return escaped(text).replace(/(?<=in )@(S[A-Z0-9]+)$/, (_at, group: string) => mention(group))
}

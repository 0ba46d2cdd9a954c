import { isSamePerson } from '../approvals/decision.ts'
import type { ExceptionFiled, Filed } from '../evidence/filed.ts'
import type { Person } from '../person.ts'
import type { Authority } from '../policy/policy.ts'

export type FiledException = Filed & { about: ExceptionFiled }

export function isException(filed: Filed): filed is FiledException {
  return filed.about.kind === 'exception'
}

/** What a person wrote; the ticket may be empty. */
export type Explanation = { who: string; why: string; ticket: string }

/** Why an explanation or an acknowledgement did not count. */
export type ExceptionRefused =
  | 'no-such-exception'
  | 'not-a-full-member'
  | 'may-not-explain'
  | 'not-an-approver'
  | 'not-explained'
  | 'explained-anew'
  | 'explained-too-often'
  | 'own-explanation'
  | 'acknowledged-already'

/** How often it was explained: an acknowledgement is for the explanation that was read. */
export function timesExplained({ log }: Filed): number {
  return log.filter(({ kind }) => kind === 'explained').length
}

type By = { person: Person; authority: Authority | undefined }

export function whyNotExplain(filed: FiledException, { person, authority }: By): ExceptionRefused | undefined {
  const { about } = filed
  if (!person.isFullMember) return 'not-a-full-member'
  if (!authority) return 'may-not-explain'
  if (about.acknowledged) return 'acknowledged-already'
  return timesExplained(filed) >= mostExplanations ? 'explained-too-often' : undefined
}

/** A record that anybody could fill by explaining again and again would one day take no more. */
const mostExplanations = 20

/** Who explained it does not accept the explanation. `read`: which explanation they saw, by how many there were. */
export function whyNotAcknowledge(
  filed: FiledException,
  { person, authority, read }: By & { read: number },
): ExceptionRefused | undefined {
  const { explanation, acknowledged } = filed.about
  if (!person.isFullMember) return 'not-a-full-member'
  if (!authority) return 'not-an-approver'
  if (acknowledged) return 'acknowledged-already'
  if (!explanation) return 'not-explained'
  if (isSamePerson(explanation.by, person)) return 'own-explanation'
  return timesExplained(filed) === read ? undefined : 'explained-anew'
}

/** The words that an approver confirms, and that the record keeps. Plain text of at most 300 characters, as Slack takes it. */
export function acknowledgementOf({ about }: FiledException, entity: string): string {
  const text = `You looked at what was changed in Zuora outside this bot, ${about.periodName}, ${entity}, and accept the explanation as it is shown here. This is recorded under your name.`
  return text.length <= 300 ? text : `${text.slice(0, 299)}…`
}

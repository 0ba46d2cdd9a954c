import type { AccountingPeriod } from '../accounting-period.ts'
import type { Outcome } from '../outcome.ts'
import type { Asked } from '../request.ts'
import type { ZuoraAsk } from '../zuora-ask.ts'

export function closedByOthers({ updatedBy, updatedOn }: AccountingPeriod): Outcome {
  return { kind: 'overtaken', because: { kind: 'closed-by-others', updatedBy, updatedOn } }
}

/** It was asked for here, the answer was lost, and nothing tells whether it was this ask. */
export function closedByUnknown({ updatedBy, updatedOn }: AccountingPeriod): Outcome {
  return { kind: 'overtaken', because: { kind: 'closed-answer-lost', updatedBy, updatedOn } }
}

export function movedByOthers({ statusText, updatedBy, updatedOn }: AccountingPeriod): Outcome {
  return { kind: 'overtaken', because: { kind: 'moved-by-others', status: statusText, updatedBy, updatedOn } }
}

/** Zuora's refusal is final and is shown in Zuora's words. */
export function refusedByZuora(asked: ZuoraAsk, { answer }: Asked): Outcome {
  const { code, message, zuoraRequestId } =
    answer?.kind === 'refused' ? answer : { code: '', message: '', zuoraRequestId: null }
  return { kind: 'refused', because: { kind: 'by-zuora', asked, code, message, zuoraRequestId } }
}

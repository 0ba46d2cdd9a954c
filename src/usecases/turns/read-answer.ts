import type { Answered } from '../../domain/request.ts'
import type { ZuoraAnswer } from '../ports/zuora/zuora-answer.ts'

/** What the request keeps of an answer. */
export function readAnswer(answer: ZuoraAnswer, at: string): Answered {
  switch (answer.kind) {
    case 'accepted':
    case 'unknown':
      return { kind: answer.kind, at }
    case 'busy':
      return { kind: 'busy', at, retryAfterSeconds: answer.retryAfterSeconds }
    case 'refused': {
      const { code, message, zuoraRequestId } = answer
      return { kind: 'refused', at, code, message, zuoraRequestId }
    }
  }
}

import type { Request } from '../request.ts'
import { isDecided } from './approval.ts'
import { currentPlace } from './stages.ts'

/** Whether the workflow has something to do because of what people clicked. */
export function mustWake(request: Request): boolean {
  return mayGoOn(request) || asksAnotherStage(request)
}

/** Whether the workflow waits at a token, until somebody clicks or a time has come. */
export function isWaiting({ status }: Pick<Request, 'status'>): boolean {
  return status === 'awaiting' || status === 'planned' || status === 'blocked' || status === 'following'
}

/** Whether nobody is waited for any more. A hold is waited out; only a stop ends it early. */
export function mayGoOn(request: Request): boolean {
  const { status, stopped, heldUntil } = request
  if (status === 'following' || status === 'planned') return stopped !== null
  if (status === 'awaiting') return stopped !== null || (isDecided(request) && heldUntil === null)
  return status === 'blocked' && (stopped !== null || isToBeLookedAtAgain(request))
}

/** The card mentions those of one stage, and by now those of another are asked. */
function asksAnotherStage(request: Request): boolean {
  const { status, round, card } = request
  if (status !== 'awaiting' || isDecided(request) || card?.round !== round) return false
  return !hasCardOfStage(request)
}

/** Whether the card is the one of those who are asked now. */
export function hasCardOfStage(request: Request): boolean {
  const { card, round } = request
  return card?.round === round && (card.stage ?? 1) === currentPlace(request).stage
}

/** Somebody pressed “Check again” after the look whose result is shown began. */
function isToBeLookedAtAgain({ lookAgainAt, obstaclesAt }: Request): boolean {
  return (lookAgainAt ?? '') > (obstaclesAt ?? '')
}

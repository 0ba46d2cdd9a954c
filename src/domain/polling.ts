/** How long each outside matter may take before a person is told instead. All in seconds. */
export type Patience = {
  /** A trial balance, from the ask to its end; also how long Zuora may stay unreachable. */
  trialBalance: number
  /** From an accepted ask to the first sign of its trial balance. */
  trialBalanceStart: number
}

/** Zuora gives up on a call after 120 s and the bot after 130 s; only then is it certain that a lost ask cannot still take effect. */
export const askSettledAfterSeconds = 150

/** After an answer, how long the next read may still show the state before it. */
export const readLagSeconds = 5

/** Zuora was seen to answer a close with an error and close the period all the same: a refusal is believed after this long. */
export const refusedSettledAfterSeconds = 20

/** After an ask whose answer was lost, Zuora may refuse the next because it is still busy with the first. */
export const refusedAfterLostSettledSeconds = 1800

/** While people decide, how often Zuora is looked at, so that what others do there is noticed. */
export const lookWhileAwaitingSeconds = 1800

/** The same while a planned close waits for its time: others are then asked nothing, so little is lost by noticing later. */
export const lookWhilePlannedSeconds = 6 * 3600

/** A request that nobody ends ends by itself. */
export const requestLifetimeSeconds = 30 * 24 * 3600

const shortestLookSeconds = 3
const longestLookSeconds = 300
const longestFollowUpSeconds = 3600

/** The wait before the next look: 3 s and a tenth of what has passed, which is how late an end may be noticed; at most 5 minutes. */
export function pollAfterSeconds(elapsedSeconds: number): number {
  return Math.round(Math.min(longestLookSeconds, shortestLookSeconds + Math.max(0, elapsedSeconds) / 10))
}

/** The same for what nobody waits for, since all is done: as long again as has passed, at most an hour. Each look costs. */
export function followUpAfterSeconds(elapsedSeconds: number): number {
  return Math.round(Math.min(longestFollowUpSeconds, shortestLookSeconds + Math.max(0, elapsedSeconds)))
}

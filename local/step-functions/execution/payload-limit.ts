import { StateFailed } from './state-failed.ts'

/** "Maximum input or output size for a task, state, or execution: 256 KiB of data as a UTF-8 encoded string." */
export const PAYLOAD_LIMIT_BYTES = 262_144

export function isWithinPayloadLimit(value: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(value)) <= PAYLOAD_LIMIT_BYTES
}

/** AWS's own words. */
export function tooLarge(stateName: string): string {
  return `The state/task '${stateName}' returned a result with a size exceeding the maximum number of bytes service limit.`
}

/** The value itself; throws `StateFailed` with States.DataLimitExceeded if it is too large. */
export function withinPayloadLimit<T>(value: T, stateName: string): T {
  if (isWithinPayloadLimit(value)) return value
  throw new StateFailed('States.DataLimitExceeded', tooLarge(stateName))
}

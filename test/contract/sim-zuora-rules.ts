import type { RuleName } from '../../sim/zuora/coverage/coverage.ts'

/** The name of a test that provokes these rules of Zuora; the coverage of the stand-in is held to them. */
export const provokes = (sentence: string, ...rules: readonly [RuleName, ...RuleName[]]) =>
  `${sentence} [${rules.join(', ')}]`

/**
 * AWS's list prices in US dollars, us-east-1, without any free tier, as its price pages had them in November 2026:
 * https://aws.amazon.com/step-functions/pricing/ · /lambda/pricing/ · /dynamodb/pricing/on-demand/ · /api-gateway/pricing/ ·
 * /cloudwatch/pricing/ · /eventbridge/pricing/ · /xray/pricing/
 */
export const prices = {
  /** Standard workflow; "each retry will be charged as an additional state transition". */
  transition: 0.025 / 1_000,
  lambdaRequest: 0.2 / 1_000_000,
  /** arm64. */
  lambdaGbSecond: 0.000_013_333_4,
  /** On demand, Standard table class. */
  writeUnit: 0.625 / 1_000_000,
  readUnit: 0.125 / 1_000_000,
  httpApiRequest: 1 / 1_000_000,
  logGb: 0.5,
  schedulerInvocation: 1 / 1_000_000,
  trace: 5 / 1_000_000,
} as const

/**
 * How long the outside takes to answer on AWS, where the stand-ins answer in a few milliseconds: generous guesses. The bill of
 * a function goes by how long it waits; for calls that are made at once, once.
 */
export const answersAfterMs = { zuora: 500, slack: 200, table: 10 } as const

/** What Lambda itself writes of each invocation: START, END, REPORT. */
export const platformLogBytes = 400

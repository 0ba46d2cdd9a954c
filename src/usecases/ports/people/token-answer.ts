import type { TokenSaid } from '../../../domain/doctor/token.ts'

/** What Slack says of the bot's token, asked once. `reason`: Slack's own error code. */
export type TokenAnswer =
  | { kind: 'said'; said: TokenSaid }
  | { kind: 'refused'; reason: string }
  | { kind: 'no-answer'; because: string }

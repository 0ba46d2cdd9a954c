import { randomBytes } from 'node:crypto'

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** An id as Slack makes them: a letter for the kind, then random letters and digits. */
export const randomId = (prefix: string, length = 10): string =>
  prefix + Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('')

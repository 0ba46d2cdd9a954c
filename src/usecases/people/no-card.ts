import type { Outcome } from '../../domain/outcome.ts'
import type { Request } from '../../domain/request.ts'
import type { Announcer } from '../ports/telling/announcer.ts'

/** Nobody can approve: the card stands nowhere, and why. */
export async function noCard(
  { channel }: Pick<Request, 'channel'>,
  announcer: Pick<Announcer, 'whyNoCard'>,
): Promise<Outcome> {
  const why = await announcer.whyNoCard(channel)
  return { kind: 'failed', because: { kind: 'card-not-posted', channel, ...(why && { why }) } }
}

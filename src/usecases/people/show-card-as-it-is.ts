import type { Request } from '../../domain/request.ts'
import type { Announcer } from '../ports/announcer.ts'
import type { Requests } from '../ports/requests.ts'

/** What was clicked counts, but Slack would not show it: repeating the message shows it, and changes nothing else. */
export class CardNotShown extends Error {
  override name = 'CardNotShown' as const
}

/** Renders the card, and again while the request moves meanwhile: two late renders must not leave "1 of 2". */
export async function showCardAsItIs(
  request: Request,
  { requests, announcer }: { requests: Requests; announcer: Announcer },
): Promise<void> {
  try {
    for (let shown: Request | undefined = request; shown; shown = await movedSince(shown, requests)) {
      if (shown.card) await announcer.showCard(shown)
      if (shown.statusMessage) await announcer.showStatus(shown, null)
    }
  } catch (cause) {
    throw new CardNotShown('The card could not be rendered after a click that counts.', { cause })
  }
}

async function movedSince(shown: Request, requests: Requests): Promise<Request | undefined> {
  const now = await requests.read(shown)
  const hasMoved = now && (now.log.length !== shown.log.length || now.status !== shown.status)
  return hasMoved ? now : undefined
}

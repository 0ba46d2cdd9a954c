import type { Request } from '../../domain/request.ts'
import type { Requests } from '../ports/record/requests.ts'
import type { Announcer } from '../ports/telling/announcer.ts'

/** What was clicked counts, but Slack would not show it: repeating the message shows it, and changes nothing else. */
export class CardNotShown extends Error {
  override name = 'CardNotShown' as const
}

/**
 * Renders the card, and again while the request moves meanwhile: two late renders must not leave "1 of 2". Of many clicks
 * at once those that have not begun to leave it to the last, because Slack takes about 50 changes a minute.
 */
export async function showCardAsItIs(
  request: Request,
  { requests, announcer }: { requests: Requests; announcer: Announcer },
): Promise<void> {
  try {
    const now = await movedSince(request, requests)
    if (now && isLeftToLaterClick(request, now)) return
    for (let shown: Request | undefined = now ?? request; shown; shown = await movedSince(shown, requests)) {
      if (shown.card) await announcer.showCard(shown)
      if (shown.statusMessage) await announcer.showStatus(shown, null)
    }
  } catch (cause) {
    throw new CardNotShown('The card could not be rendered after a click that counts.', { cause })
  }
}

/** A decision that was written since is rendered by its own click, which is delivered again should it die before. */
function isLeftToLaterClick(request: Request, { log, status }: Request): boolean {
  const isLaterDecision = log.length > request.log.length && log.at(-1)?.kind === 'approved'
  return isLaterDecision && status === request.status
}

async function movedSince(shown: Request, requests: Requests): Promise<Request | undefined> {
  const now = await requests.read(shown)
  const hasMoved = now && (now.log.length !== shown.log.length || now.status !== shown.status)
  return hasMoved ? now : undefined
}

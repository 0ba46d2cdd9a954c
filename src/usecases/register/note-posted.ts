import { messagePostedEntry, type PostedMessage } from '../../domain/evidence/later-entries.ts'
import type { Request } from '../../domain/request.ts'
import type { RequestChanges, Requests } from '../ports/record/requests.ts'
import { readRequest } from './read-request.ts'

/**
 * Where a message is, with its entry, whatever else was written meanwhile. What it gives is to be gone on with: who read the
 * request before has to look again.
 */
export async function notePosted(
  request: Request,
  posted: PostedMessage,
  { requests, now }: { requests: Requests; now: () => Date },
): Promise<Request> {
  const entry = messagePostedEntry(now().toISOString(), posted)
  for (let current = request; ; current = await readRequest(request, requests)) {
    const written = await requests.write(current, changesOf(posted), [entry])
    if (written) return written
  }
}

function changesOf(posted: PostedMessage): RequestChanges {
  const { message } = posted
  switch (posted.what) {
    case 'status':
      return { statusMessage: message }
    case 'card':
      return { card: posted.message, afterCard: posted.afterCard }
    case 'outcome':
      return { outcomeMessage: message }
    case 'follow-up':
      return { followUpMessage: message }
  }
}

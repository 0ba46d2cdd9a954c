import type { Told } from '../../domain/reminders/told.ts'
import type { MessageRef } from '../../domain/request.ts'
import type { Reminded } from '../ports/record/reminded.ts'

export type SayOncePorts = { reminded: Pick<Reminded, 'claim' | 'release' | 'notePosted'> }

/**
 * Claims a message, posts it, and notes where it stands: at most once, whatever runs beside it or dies in between. Where Slack asks
 * to wait it took nothing, and the claim is given back. Throws as posting does.
 */
export async function sayOnce(
  audience: string,
  claim: Omit<Told, 'message'>,
  { reminded, post }: SayOncePorts & { post: () => Promise<MessageRef | null> },
): Promise<void> {
  if (!(await reminded.claim(audience, claim))) return
  const posted = await post().catch(async (error: unknown) => {
    if (error instanceof Error && error.name === 'SlackBusy') await reminded.release(audience, claim)
    throw error
  })
  if (posted) await reminded.notePosted(audience, claim.key, posted)
}

import type { HomePorts } from '../../usecases/home/home-ports.ts'
import { answerOnHome, refreshHome, type ShowHomePorts, showHome, showInstead } from '../../usecases/home/show-home.ts'
import type { Asked } from '../asked.ts'
import type { Message } from '../messages/blocks.ts'
import { writeAnswer } from '../messages/home/answer-on-home.ts'
import { brokeMessage, troubleMessage } from '../messages/trouble.ts'

export type HomeResponderPorts = { home: ShowHomePorts }

/** Shows the Home that was opened, or why it cannot be shown. What nobody foresaw is told there, and thrown. */
export async function respondWithHome({ personId }: Extract<Asked, { kind: 'home' }>, ports: HomeResponderPorts) {
  try {
    await showHome(personId, ports.home)
  } catch (error) {
    const trouble = troubleMessage(error)
    const at = ports.home.now().toISOString()
    await showInstead(personId, writeAnswer({ ...(trouble ?? brokeMessage), at, beside: null }), ports.home)
    if (!trouble) throw error
  }
}

/** What was done on Home is answered there, beside what was pressed. */
export function answersOnHome(
  ports: HomePorts,
): (personId: string, message: Message, beside: string | null) => Promise<void> {
  return (personId, { blocks }, beside) =>
    answerOnHome(personId, writeAnswer({ blocks, at: ports.now().toISOString(), beside }), ports)
}

/** After what somebody did elsewhere. Nothing depends on it: within a minute it is shown anew by itself. */
export async function refreshAfter({ personId, channel }: Asked, { home }: HomeResponderPorts): Promise<void> {
  if (channel === '') return
  try {
    await refreshHome(personId, home)
  } catch (error) {
    home.log('home-not-refreshed', { error: error instanceof Error ? error.name : 'unknown' })
  }
}

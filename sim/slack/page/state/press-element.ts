import type { Block } from '../../block-kit/blocks.ts'
import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../views/view-state.ts'
import { postToServer } from './ask-server.ts'

/** The stand-in itself did not answer. */
export const noAnswer = 'no_answer'

/** Uses an element of a message or a view; answers with what went wrong, in Slack's word. */
export const pressElement = async (
  place: Record<string, unknown>,
  { block, element, value }: { block: Block; element: Actionable; value: Entered },
): Promise<string | null> => {
  const { status, body } = await postToServer('click', {
    ...place,
    block_id: block.block_id,
    action_id: element.action_id,
    value,
  })
  if (status === 0) return noAnswer
  if (status === 404) return 'not_there'
  if (status !== 200) return 'dispatch_failed'
  return typeof body.error === 'string' ? body.error : null
}

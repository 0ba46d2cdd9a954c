import { type Entered, stateOf } from '../views/view-state.ts'
import type { Found } from './find-element.ts'

/** An entry of `actions` in a `block_actions` payload. */
export const actionAsSent = (
  { block, element }: Found,
  { entered, at }: { entered: Entered; at: string },
): Record<string, unknown> => {
  const base = { action_id: element.action_id, block_id: block.block_id, action_ts: at }
  if (element.type === 'button') {
    const { text, value, style, confirm, url } = element
    return { type: 'button', text: { emoji: true, ...text }, ...given({ value, style, confirm, url }), ...base }
  }
  const about = Object.entries(element).filter(([name]) => /^(initial_\w+|placeholder|confirm)$/.test(name))
  return { ...Object.fromEntries(about), ...stateOf(element, entered), ...base }
}

const given = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

import type { Block } from '../block-kit/blocks.ts'
import type { Actionable } from '../block-kit/elements.ts'
import type { ConfirmDialog } from '../block-kit/text.ts'
import { deliver, failureOf } from '../delivery.ts'
import { messageAsSent } from '../message-as-sent.ts'
import { issueResponseUrl } from '../response-url.ts'
import type { View } from '../shapes.ts'
import type { StandIn } from '../stand-in.ts'
import { keep } from '../view-stack.ts'
import { type Entered, initialState, stateOf } from '../view-state.ts'
import { findChannel } from '../workspace.ts'
import { enterValues } from './enter-values.ts'
import { findElement, type Wanted } from './find-element.ts'
import { payloadBase } from './payload.ts'

type Click = Wanted & {
  user: string
  /** Where the element stands: in a message or an ephemeral message, or in a view. */
  at:
    | { kind: 'message'; channel: string; ts: string }
    | { kind: 'view'; viewId: string; values: Record<string, Entered> }
  /** What was picked, for elements other than buttons. */
  value?: Entered
  /** The person thinks better of it when the confirm dialog asks. */
  deny?: boolean
}

type ClickOutcome =
  | { kind: 'not-there' }
  | { kind: 'held-back'; confirm: ConfirmDialog }
  | { kind: 'delivered'; status: number | null; error: string | null; confirm: ConfirmDialog | null }

export const click = async (standIn: StandIn, given: Click): Promise<ClickOutcome> => {
  const surface = given.at.kind === 'view' ? viewSurface(standIn, given) : messageSurface(standIn, given)
  const found = surface && findElement(surface.blocks, given)
  if (!surface || !found) return { kind: 'not-there' }
  const confirm = 'confirm' in found.element ? (found.element.confirm ?? null) : null
  if (confirm && given.deny) return { kind: 'held-back', confirm }
  const payload = {
    type: 'block_actions',
    ...payloadBase(standIn, given.user),
    trigger_id: standIn.triggers.issue(given.user),
    ...surface.payload(),
    actions: [action(standIn, found, given.value ?? null)],
  }
  const form = { payload: JSON.stringify(payload) }
  const answered = await deliver(standIn, { of: 'block_actions', user: given.user, form })
  const status = answered.kind === 'answered' ? answered.status : null
  return { kind: 'delivered', status, error: failureOf(answered), confirm }
}

type Surface = { blocks: Block[]; payload: () => Record<string, unknown> }

const messageSurface = (standIn: StandIn, { at, user }: Click): Surface | undefined => {
  if (at.kind !== 'message') return undefined
  const { ts } = at
  const message = standIn.store.messages.find(at.channel, ts)
  const ephemeral = message ? undefined : standIn.store.ephemerals.find(user, ts)
  const shown = message ?? ephemeral
  if (shown === undefined || shown.channel !== at.channel) return undefined
  const blocks = shown.blocks ?? []
  const { channel } = shown
  const source = { kind: message ? ('message' as const) : ('ephemeral' as const), ts }
  return {
    blocks,
    payload: () => ({
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel,
        is_ephemeral: message === undefined,
        ...(shown.thread_ts === undefined ? {} : { thread_ts: shown.thread_ts }),
      },
      channel: { id: channel, name: findChannel(channel)?.name ?? '' },
      // Slack does not send an ephemeral message back with a click in it.
      ...(message ? { message: messageAsSent(standIn, message) } : {}),
      state: { values: initialState(blocks) },
      response_url: issueResponseUrl(standIn, { user, channel, source }),
    }),
  }
}

const viewSurface = (standIn: StandIn, { at, user }: Click): Surface | undefined => {
  if (at.kind !== 'view') return undefined
  const stored = standIn.store.views.find(at.viewId)
  if (stored?.user !== user) return undefined
  const view: View = keep(standIn, user, enterValues(stored.view, at.values).view)
  return { blocks: view.blocks, payload: () => ({ container: { type: 'view', view_id: view.id }, view }) }
}

const action = (
  standIn: StandIn,
  { block, element }: { block: Block; element: Actionable },
  value: Entered,
): Record<string, unknown> => {
  const base = { action_id: element.action_id, block_id: block.block_id, action_ts: standIn.nextTs() }
  if (element.type !== 'button') return { ...stateOf(element, value), ...base }
  const { text, value: carried, style, confirm, url } = element
  const optional = Object.entries({ value: carried, style, confirm, url }).filter(([, each]) => each !== undefined)
  return { type: 'button', text: { emoji: true, ...text }, ...Object.fromEntries(optional), ...base }
}

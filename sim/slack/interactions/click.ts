import type { Block } from '../block-kit/blocks.ts'
import { keyOf } from '../block-kit/elements-of.ts'
import type { ConfirmDialog } from '../block-kit/text.ts'
import { deliver, failureOf } from '../delivery/delivery.ts'
import { issueResponseUrl } from '../delivery/response-url.ts'
import { messageAsSent } from '../messages/message-as-sent.ts'
import type { StandIn } from '../stand-in.ts'
import { keep } from '../views/view-stack.ts'
import { type Entered, initialState } from '../views/view-state.ts'
import { findChannel } from '../workspace/workspace.ts'
import { actionAsSent } from './action-as-sent.ts'
import { withEntered } from './enter-values.ts'
import { type Found, findElement, type Wanted } from './find-element.ts'
import { payloadBase } from './payload.ts'
import { type EnteredByElement, pick, readEntered } from './pick.ts'

type Click = Wanted & {
  user: string
  /** Where the element stands: in a message or an ephemeral message, or in a view. */
  at: { kind: 'message'; channel: string; ts: string } | { kind: 'view'; viewId: string }
  /** What else is entered there. */
  values: Record<string, Entered>
  /** What was picked, for elements other than buttons. */
  value?: Entered
  /** The person thinks better of it when the confirm dialog asks. */
  deny?: boolean
}

type ClickOutcome =
  | { kind: 'not-there' }
  | { kind: 'held-back'; confirm: ConfirmDialog }
  /** Slack tells a bot of what stands in an input only where `dispatch_action` is set. */
  | { kind: 'entered' }
  | {
      kind: 'delivered'
      status: number | null
      error: string | null
      confirm: ConfirmDialog | null
      /** None in a view. */
      response_url: string | null
    }

export const click = async (standIn: StandIn, given: Click): Promise<ClickOutcome> => {
  const { user } = given
  const surface = given.at.kind === 'view' ? viewSurface(standIn, given) : messageSurface(standIn, given)
  const found = surface && findElement(surface.blocks, given)
  if (!surface || !found) return { kind: 'not-there' }
  const confirm = 'confirm' in found.element ? (found.element.confirm ?? null) : null
  if (confirm && given.deny) return { kind: 'held-back', confirm }
  const picked = pickedIn(found, given)
  const entered = new Map(readEntered(surface.blocks, given))
  if (picked !== null || found.element.type !== 'button') entered.set(keyOf(found.block, found.element), picked)
  const show = surface.enter(entered)
  if (found.block.type === 'input' && !found.block.dispatch_action) return { kind: 'entered' }
  const shown = show()
  const payload = {
    type: 'block_actions',
    ...payloadBase(standIn, user),
    trigger_id: standIn.triggers.issue(user),
    ...shown,
    actions: [actionAsSent(found, { entered: picked, at: standIn.nextTs() })],
  }
  const form = { payload: JSON.stringify(payload) }
  const answered = await deliver(standIn, { of: 'block_actions', user, form })
  const status = answered.kind === 'answered' ? answered.status : null
  return { kind: 'delivered', status, error: failureOf(answered), confirm, response_url: shown.response_url ?? null }
}

/** An entry of an overflow menu can be named like a button, by its label alone. */
const pickedIn = ({ element }: Found, { user, value, label }: Click): Entered => {
  if (element.type === 'button') return null
  return pick(element, { user, entered: value ?? (element.type === 'overflow' ? (label ?? null) : null) })
}

type Surface = {
  blocks: Block[]
  enter: (entered: EnteredByElement) => () => Record<string, unknown> & { response_url?: string }
}

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
    enter: (entered) => () => ({
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
      state: { values: withEntered(blocks, initialState(blocks), entered) },
      response_url: issueResponseUrl(standIn, { user, channel, source }),
    }),
  }
}

const viewSurface = (standIn: StandIn, { at, user }: Click): Surface | undefined => {
  if (at.kind !== 'view') return undefined
  const stored = standIn.store.views.find(at.viewId)
  if (stored?.user !== user) return undefined
  const { blocks, state } = stored.view
  return {
    blocks,
    enter: (entered) => {
      const view = keep(standIn, user, {
        ...stored.view,
        state: { values: withEntered(blocks, state.values, entered) },
      })
      return () => ({ container: { type: 'view', view_id: view.id }, view })
    },
  }
}

import { checkView } from '../block-kit/blocks-check.ts'
import { type Answered, deliver, failureOf } from '../delivery/delivery.ts'
import { isShowableIn } from '../files/showable.ts'
import { isObject, readObject } from '../http/http-body.ts'
import type { View } from '../shapes.ts'
import type { StandIn } from '../stand-in.ts'
import { changeView, closeAll, closeView, keep, maximumModals, pushModal } from '../views/view-stack.ts'
import type { Entered } from '../views/view-state.ts'
import { mistakesIn, withEntered } from './enter-values.ts'
import { payloadBase } from './payload.ts'
import { readEntered } from './pick.ts'

type SubmitOutcome =
  | { kind: 'not-there' }
  | { kind: 'errors'; errors: Record<string, string> }
  /** The modal stays open and says that the app could not be reached. */
  | { kind: 'trouble'; error: string }
  | { kind: 'closed' | 'updated' | 'pushed' | 'cleared' }

export const submit = async (
  standIn: StandIn,
  { user, viewId, values }: { user: string; viewId: string; values: Record<string, Entered> },
): Promise<SubmitOutcome> => {
  const stored = standIn.store.views.find(viewId)
  if (stored?.user !== user || stored.view.type !== 'modal') return { kind: 'not-there' }
  const { blocks, state } = stored.view
  const entered = readEntered(blocks, { user, values })
  const filled = { ...stored.view, state: { values: withEntered(blocks, state.values, entered) } }
  const errors = mistakesIn(filled)
  if (Object.keys(errors).length > 0) return { kind: 'errors', errors }
  const view = keep(standIn, user, filled)
  const payload = {
    type: 'view_submission',
    ...payloadBase(standIn, user),
    trigger_id: standIn.triggers.issue(user),
    view,
    response_urls: [],
  }
  const form = { payload: JSON.stringify(payload) }
  const answered = await deliver(standIn, { of: 'view_submission', user, form })
  return follow(standIn, { user, view, answered })
}

/** Does what the acknowledgement asks; what Slack would not understand leaves the modal open with a message. */
const follow = (
  standIn: StandIn,
  { user, view, answered }: { user: string; view: View; answered: Answered },
): SubmitOutcome => {
  const failure = failureOf(answered)
  if (failure !== null) return { kind: 'trouble', error: failure }
  const ack = answered.kind !== 'answered' || answered.body.trim() === '' ? {} : readObject(answered.body)
  if (ack === undefined) return { kind: 'trouble', error: 'invalid_response' }
  switch (ack.response_action) {
    case undefined:
      closeView(standIn, view)
      return { kind: 'closed' }
    case 'clear':
      closeAll(standIn, user)
      return { kind: 'cleared' }
    case 'errors':
      return showErrors(view, ack.errors)
    case 'update':
    case 'push':
      return showView(standIn, { user, view, action: ack.response_action, given: ack.view })
    default:
      return { kind: 'trouble', error: 'invalid_response_action' }
  }
}

/** Keyed by the block id of an input; Slack accepts no other key. */
const showErrors = (view: View, given: unknown): SubmitOutcome => {
  const inputs = view.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id ?? ''] : []))
  if (!isObject(given) || Object.keys(given).length === 0) return { kind: 'trouble', error: 'invalid_errors' }
  const unknown = Object.keys(given).find((blockId) => !inputs.includes(blockId))
  if (unknown !== undefined) return { kind: 'trouble', error: `errors name no input block: ${unknown}` }
  return { kind: 'errors', errors: Object.fromEntries(Object.entries(given).map(([key, text]) => [key, String(text)])) }
}

const showView = (
  standIn: StandIn,
  { user, view, action, given }: { user: string; view: View; action: 'update' | 'push'; given: unknown },
): SubmitOutcome => {
  const checked = checkView(given, isShowableIn(standIn))
  if (checked.kind === 'invalid') return { kind: 'trouble', error: checked.messages.join(' ') }
  if (checked.value.type !== 'modal') return { kind: 'trouble', error: 'view must be a modal' }
  if (action === 'update') {
    changeView(standIn, { view, user }, checked.value)
    return { kind: 'updated' }
  }
  if (standIn.store.views.modals(user).length >= maximumModals) return { kind: 'trouble', error: 'push_limit_reached' }
  pushModal(standIn, user, checked.value)
  return { kind: 'pushed' }
}

/** The person closes a modal; with `clear_on_close`, or by the cross, every modal below goes too. */
export const closeByPerson = async (
  standIn: StandIn,
  { user, viewId, all }: { user: string; viewId: string; all: boolean },
): Promise<boolean> => {
  const stored = standIn.store.views.find(viewId)
  if (stored?.user !== user || stored.view.type !== 'modal') return false
  const isCleared = all || stored.view.clear_on_close
  const gone = isCleared ? standIn.store.views.modals(user) : [stored.view]
  if (isCleared) closeAll(standIn, user)
  else closeView(standIn, stored.view)
  for (const view of gone.filter((each) => each.notify_on_close)) {
    const payload = { type: 'view_closed', ...payloadBase(standIn, user), view, is_cleared: isCleared }
    await deliver(standIn, { of: 'view_closed', user, form: { payload: JSON.stringify(payload) } })
  }
  return true
}

import { elementsOf } from '../block-kit/elements-of.ts'
import type { GivenView } from '../block-kit/view.ts'
import { withIds } from '../block-kit/with-ids.ts'
import { randomId } from '../ids/random-id.ts'
import type { View } from '../shapes.ts'
import type { StandIn } from '../stand-in.ts'
import type { StoredView } from '../store/views.ts'
import { workspace } from '../workspace/workspace.ts'
import { enteredIn, initialState, stateOf } from './view-state.ts'

/** Slack: a root view and up to two pushed upon it. */
export const maximumModals = 3

/** A new modal; what the person had open before is gone. */
export const openModal = (standIn: StandIn, user: string, given: GivenView): View => {
  closeAll(standIn, user)
  const id = randomId('V')
  return keep(standIn, user, makeView(standIn, given, { id, root: id, previous: null }))
}

export const pushModal = (standIn: StandIn, user: string, given: GivenView): View => {
  const open = standIn.store.views.modals(user)
  const id = randomId('V')
  const view = makeView(standIn, given, { id, root: open[0]?.id ?? id, previous: open.at(-1)?.id ?? null })
  return keep(standIn, user, view)
}

/**
 * Changes an open view. Where block and action keep their ids, what stood there stays, and a new initial value is not
 * looked at (slackapi/bolt-js#290).
 */
export const changeView = (standIn: StandIn, { view: old, user }: StoredView, given: GivenView): View => {
  const view = makeView(standIn, given, { id: old.id, root: old.root_view_id, previous: old.previous_view_id })
  for (const { block, element } of elementsOf(view.blocks)) {
    const before = old.state.values[block.block_id ?? '']?.[element.action_id ?? '']
    const ofBlock = view.state.values[block.block_id ?? '']
    if (ofBlock && before?.type === element.type) {
      ofBlock[element.action_id ?? ''] = stateOf(element, enteredIn(before))
    }
  }
  return keep(standIn, user, view)
}

export const publishHome = (standIn: StandIn, user: string, given: GivenView): View => {
  const id = standIn.store.views.home(user)?.id ?? randomId('V')
  return keep(standIn, user, makeView(standIn, given, { id, root: id, previous: null }))
}

export const closeAll = (standIn: StandIn, user: string): void => {
  for (const view of standIn.store.views.modals(user)) standIn.store.views.remove(view.id)
  standIn.feed.changed()
}

export const closeView = (standIn: StandIn, view: View): void => {
  standIn.store.views.remove(view.id)
  standIn.feed.changed()
}

export const keep = (standIn: StandIn, user: string, view: View): View => {
  standIn.store.views.put({ view, user })
  standIn.feed.changed()
  return view
}

const makeView = (
  standIn: StandIn,
  given: GivenView,
  { id, root, previous }: { id: string; root: string; previous: string | null },
): View => {
  const blocks = withIds(given.blocks)
  const modal = given.type === 'modal' ? given : undefined
  return {
    id,
    team_id: standIn.options.teamId,
    type: given.type,
    blocks,
    private_metadata: given.private_metadata ?? '',
    callback_id: given.callback_id ?? '',
    external_id: given.external_id ?? '',
    state: { values: initialState(blocks) },
    hash: `${Math.floor(standIn.now().getTime() / 1000)}.${randomId('', 8)}`,
    title: modal?.title ?? { type: 'plain_text', text: 'View Title' },
    close: modal?.close ?? null,
    submit: modal?.submit ?? null,
    clear_on_close: modal?.clear_on_close ?? false,
    notify_on_close: modal?.notify_on_close ?? false,
    root_view_id: root,
    previous_view_id: previous,
    app_id: standIn.options.appId,
    app_installed_team_id: standIn.options.teamId,
    bot_id: workspace.bot.botId,
  }
}

import { checkView } from '../block-kit/blocks-check.ts'
import type { GivenView } from '../block-kit/view.ts'
import { isShowableIn } from '../files/showable.ts'
import type { StandIn } from '../stand-in.ts'
import type { StoredView } from '../store/views.ts'
import { changeView, maximumModals, openModal, publishHome, pushModal } from '../views/view-stack.ts'
import { findPerson } from '../workspace/workspace.ts'
import { type Answer, type Arguments, readStructure, readText, refuse } from './arguments.ts'

const maximumBytes = 250_000

export const open = (standIn: StandIn, args: Arguments): Answer => {
  const read = readView(standIn, args, { type: 'modal' })
  if (read.kind === 'refused') return read.answer
  const exchange = standIn.triggers.exchange(readText(args, 'trigger_id') ?? '')
  if (exchange.kind === 'refused') return refuse(exchange.error)
  return { ok: true, view: openModal(standIn, exchange.user, read.view) }
}

export const push = (standIn: StandIn, args: Arguments): Answer => {
  const read = readView(standIn, args, { type: 'modal' })
  if (read.kind === 'refused') return read.answer
  const exchange = standIn.triggers.exchange(readText(args, 'trigger_id') ?? '')
  if (exchange.kind === 'refused') return refuse(exchange.error)
  const open = standIn.store.views.modals(exchange.user)
  if (open.length === 0) return refuse('not_found')
  if (open.length >= maximumModals) return refuse('push_limit_reached')
  return { ok: true, view: pushModal(standIn, exchange.user, read.view) }
}

export const update = (standIn: StandIn, args: Arguments): Answer => {
  const { views } = standIn.store
  const viewId = readText(args, 'view_id')
  const found = viewId ? views.find(viewId) : views.findByExternalId(readText(args, 'external_id') ?? '')
  if (found === undefined) return refuse('not_found')
  const read = readView(standIn, args, { type: found.view.type, replaces: found })
  if (read.kind === 'refused') return read.answer
  if (isStale(args, found)) return refuse('hash_conflict')
  return { ok: true, view: changeView(standIn, found, read.view) }
}

export const publish = (standIn: StandIn, args: Arguments): Answer => {
  if (!standIn.manifest.hasHome) return refuse('not_enabled')
  const user = readText(args, 'user_id')
  if (user === undefined || findPerson(user) === undefined) return refuse('user_not_found')
  const read = readView(standIn, args, { type: 'home' })
  if (read.kind === 'refused') return read.answer
  const home = standIn.store.views.home(user)
  if (home && isStale(args, { view: home, user })) return refuse('hash_conflict')
  return { ok: true, view: publishHome(standIn, user, read.view) }
}

const isStale = (args: Arguments, found: StoredView): boolean => {
  const hash = readText(args, 'hash')
  return hash !== undefined && hash !== found.view.hash
}

const readView = (
  standIn: StandIn,
  args: Arguments,
  { type, replaces }: { type: GivenView['type']; replaces?: StoredView },
): { kind: 'view'; view: GivenView } | { kind: 'refused'; answer: Answer } => {
  const refused = (error: string, messages?: string[]) =>
    ({ kind: 'refused', answer: refuse(error, messages) }) as const
  const given = readStructure(args, 'view')
  if (given.kind !== 'given') return refused('invalid_arguments', ['[ERROR] missing required field: view'])
  if (JSON.stringify(given.value).length > maximumBytes) return refused('view_too_large')
  const checked = checkView(given.value, isShowableIn(standIn))
  if (checked.kind === 'invalid') return refused('invalid_arguments', checked.messages)
  const view = checked.value
  if (view.type !== type) return refused('invalid_arguments', [`[ERROR] must be a ${type} [json-pointer:/view/type]`])
  const sameName = view.external_id ? standIn.store.views.findByExternalId(view.external_id) : undefined
  if (sameName && sameName.view.id !== replaces?.view.id) return refused('duplicate_external_id')
  return { kind: 'view', view }
}

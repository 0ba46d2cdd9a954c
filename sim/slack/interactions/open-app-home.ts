import { failureOf } from '../delivery/delivery.ts'
import { deliverEvent } from '../delivery/events.ts'
import type { StandIn } from '../stand-in.ts'
import { directMessageOf } from '../workspace/workspace.ts'

type Opened = { kind: 'not-subscribed' } | { kind: 'delivered'; error: string | null }

/** A person opens a tab of the app's Home. Slack tells every time, and sends along what was published for them before. */
export const openAppHome = async (
  standIn: StandIn,
  { user, tab }: { user: string; tab: 'home' | 'messages' },
): Promise<Opened> => {
  const view = tab === 'home' ? standIn.store.views.home(user) : undefined
  const event = {
    type: 'app_home_opened',
    user,
    channel: directMessageOf(user),
    tab,
    event_ts: standIn.nextTs(),
    ...(view ? { view } : {}),
  }
  const answered = await deliverEvent(standIn, { user, event })
  return answered ? { kind: 'delivered', error: failureOf(answered) } : { kind: 'not-subscribed' }
}

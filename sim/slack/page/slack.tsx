import type { Screen } from '../shapes.ts'
import { ChannelView } from './channel-view.tsx'
import { Modal } from './dialogs/modal.tsx'
import { ThreadPane } from './messages/thread-pane.tsx'
import { threadOf } from './state/entries.ts'
import type { usePlace } from './state/use-place.ts'
import type { Tab } from './state/use-tab-opened.ts'

type Props = {
  screen: Screen
  channel: Screen['channels'][number]
  tab: Tab
  place: ReturnType<typeof usePlace>
  onMenu: () => void
}

/** The view that plays Slack: a channel or Home, beside it a thread, above it a modal. */
export const Slack = ({ screen, channel, tab, place, onMenu }: Props) => {
  const { thread, highlighted, open, openThread } = place
  const modal = screen.modals.at(-1)
  return (
    <>
      <ChannelView
        screen={screen}
        channel={channel}
        tab={tab}
        onTab={(next) => open(channel.id, next === 'home')}
        highlighted={highlighted}
        onOpenThread={openThread}
        onMenu={onMenu}
      />
      {thread ? (
        <ThreadPane
          key={thread}
          entries={threadOf(screen, channel.id, thread)}
          channel={channel}
          highlighted={highlighted}
          onClose={() => openThread(null)}
        />
      ) : null}
      {modal ? <Modal key={modal.id} view={modal} canGoBack={screen.modals.length > 1} /> : null}
    </>
  )
}

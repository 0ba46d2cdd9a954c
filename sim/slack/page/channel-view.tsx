import { useContext, useEffect } from 'preact/hooks'
import type { Screen } from '../shapes.ts'
import { AsWhom } from './as-whom.tsx'
import { titleOf } from './channel-title.ts'
import { Composer } from './composer/composer.tsx'
import { Home } from './home.tsx'
import { MessageList } from './messages/message-list.tsx'
import { postToServer } from './state/ask-server.ts'
import { SeenContext, useCommandName } from './state/context.ts'
import { entriesOf } from './state/entries.ts'
import type { Tab } from './state/use-tab-opened.ts'
import { MenuButton } from './views/menu-button.tsx'

type Props = {
  screen: Screen
  channel: Screen['channels'][number]
  tab: Tab
  onTab: (tab: Tab) => void
  highlighted: string | null
  onOpenThread: (ts: string) => void
  onMenu: () => void
}

export const ChannelView = ({ screen, channel, tab, onTab, highlighted, onOpenThread, onMenu }: Props) => {
  const { person } = useContext(SeenContext)
  const command = useCommandName()
  const entries = entriesOf(screen, channel.id)
  const newest = screen.messages.filter((each) => each.channel === channel.id).at(-1)?.ts
  useMarkRead({ user: person.id, channel: channel.id, newest, unread: channel.unread })
  return (
    <main class="channel">
      <header>
        <MenuButton onMenu={onMenu} />
        <h2>{titleOf(channel)}</h2>
        {tab ? (
          <div class="tabs">
            <button type="button" aria-pressed={tab === 'home'} onClick={() => onTab('home')}>
              Home
            </button>
            <button type="button" aria-pressed={tab === 'messages'} onClick={() => onTab('messages')}>
              Messages
            </button>
          </div>
        ) : (
          <span class="topic">{channel.topic}</span>
        )}
        <AsWhom />
      </header>
      {tab === 'home' ? (
        <Home view={screen.home} />
      ) : (
        <>
          <MessageList
            key={`${person.id}${channel.id}`}
            entries={entries}
            notShown={channel.notShown}
            readUpTo={channel.readUpTo}
            highlighted={highlighted}
            onOpenThread={onOpenThread}
            empty={emptyWords(channel, command)}
          />
          <Composer key={`${person.id}${channel.id}`} channel={channel} />
        </>
      )}
    </main>
  )
}

const emptyWords = (channel: Screen['channels'][number], command: string): string => {
  if (channel.kind === 'im') return `Messages from ${channel.name} to you alone appear here.`
  return channel.botIsMember
    ? `Nothing here yet. Type ${command} help to see what Closing Bell can do.`
    : 'Nothing here yet. Closing Bell is not in this channel; /invite @closing_bell adds it.'
}

const useMarkRead = (given: { user: string; channel: string; newest: string | undefined; unread: number }): void => {
  const { user, channel, newest, unread } = given
  useEffect(() => {
    if (unread > 0 && newest !== undefined) void postToServer('read', { user, channel, ts: newest })
  }, [user, channel, newest, unread])
}

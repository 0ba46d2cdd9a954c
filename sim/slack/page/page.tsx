import { useEffect, useMemo, useState } from 'preact/hooks'
import { ChannelView } from './channel-view.tsx'
import { Modal } from './dialogs/modal.tsx'
import { ThreadPane } from './messages/thread-pane.tsx'
import { Sidebar } from './sidebar.tsx'
import { type Seen, SeenContext } from './state/context.ts'
import { threadOf } from './state/entries.ts'
import { readPlace } from './state/place.ts'
import { useScreen } from './state/use-screen.ts'
import { useTabOpened } from './state/use-tab-opened.ts'

const firstPerson = 'U0ALICE'
const firstChannel = 'C0CLOSE'
const remembered = 'closing-bell-person'

export const Page = () => {
  const place = useMemo(() => readPlace(location.pathname, location.search), [])
  const [wanted, setWanted] = useState(localStorage.getItem(remembered) ?? firstPerson)
  const [chosen, setChosen] = useState(place.channel ?? firstChannel)
  const [isHome, setHome] = useState(false)
  const [thread, setThread] = useState(place.thread)
  const [highlighted, setHighlighted] = useState(place.message)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const { read, answers, isConnected } = useScreen(wanted)

  const open = (channel: string, home = false) => {
    setChosen(channel)
    setHome(home)
    setThread(null)
    setHighlighted(null)
    setMenuOpen(false)
  }
  const become = (next: string) => {
    localStorage.setItem(remembered, next)
    setWanted(next)
    setMenuOpen(false)
    if (chosen.startsWith('D')) open(`D${next.slice(1)}`, isHome)
  }
  const screen = read?.screen
  const you = screen?.workspace.people.find((each) => each.id === read?.person)
  const channel = screen?.channels.find((each) => each.id === chosen) ?? screen?.channels[0]
  const tab = channel?.kind === 'im' && screen?.workspace.hasHome ? (isHome ? 'home' : 'messages') : null
  useTabOpened(you?.id, tab)
  useEffect(() => {
    if (channel && you) document.title = `${channel.name} – ${you.name} – Slack stand-in`
  }, [channel, you])
  if (!screen || !channel || !you) return <p class="starting">{isConnected ? '' : 'Connecting…'}</p>

  const seen: Seen = { person: you, workspace: screen.workspace, channels: screen.channels, open, answers }
  const modal = screen.modals.at(-1)
  return (
    <SeenContext.Provider value={seen}>
      <div class={`page ${isMenuOpen ? 'menu-open' : ''} ${thread ? 'with-thread' : ''}`} data-person={you.id}>
        <Sidebar screen={screen} person={you.id} channel={channel.id} tab={tab} onPerson={become} onChannel={open} />
        <button type="button" class="shade" aria-label="Back to the messages" onClick={() => setMenuOpen(false)} />
        <ChannelView
          screen={screen}
          channel={channel}
          tab={tab}
          onTab={(next) => open(channel.id, next === 'home')}
          highlighted={highlighted}
          onOpenThread={setThread}
          onMenu={() => setMenuOpen(!isMenuOpen)}
        />
        {thread ? (
          <ThreadPane
            key={thread}
            entries={threadOf(screen, channel.id, thread)}
            channel={channel}
            highlighted={highlighted}
            onClose={() => setThread(null)}
          />
        ) : null}
        {modal ? <Modal key={modal.id} view={modal} canGoBack={screen.modals.length > 1} /> : null}
        {isConnected ? null : (
          <p class="disconnected" role="status">
            Disconnected. Trying again…
          </p>
        )}
      </div>
    </SeenContext.Provider>
  )
}

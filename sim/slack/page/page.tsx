import { useEffect, useState } from 'preact/hooks'
import { Behind } from './behind/behind.tsx'
import { JumpDialog } from './clock/jump-dialog.tsx'
import { Sidebar } from './sidebar.tsx'
import { Slack } from './slack.tsx'
import { type Seen, SeenContext } from './state/context.ts'
import { usePerson } from './state/use-person.ts'
import { usePlace } from './state/use-place.ts'
import { useScreen } from './state/use-screen.ts'
import { useTabOpened } from './state/use-tab-opened.ts'
import { DraftContext } from './tour/draft.ts'
import { Tour } from './tour/tour.tsx'
import { useTour } from './tour/use-tour.ts'
import { SkipButton } from './views/skip-button.tsx'
import { useMenu } from './views/use-menu.ts'
import { useView } from './views/use-view.ts'
import { titleOfView } from './views/view-name.ts'
import { Zuora } from './zuora/zuora.tsx'

export const Page = () => {
  const place = usePlace()
  const { person, become } = usePerson()
  const { view, show } = useView()
  const [isMenuOpen, setMenuOpen] = useMenu()
  const [draft, setDraft] = useState<string | null>(null)
  const [isJumping, setJumping] = useState(false)
  const { read, answers, isConnected } = useScreen(person)

  const open = (channel: string, home = false) => {
    show('slack')
    place.open(channel, home)
    setMenuOpen(false)
  }
  const change = (next: string) => {
    become(next)
    setMenuOpen(false)
    if (place.channel.startsWith('D')) place.open(`D${next.slice(1)}`, place.isHome)
  }
  const screen = read?.screen
  const touring = useTour(screen)
  const you = screen?.workspace.people.find((each) => each.id === read?.person)
  const channel = screen?.channels.find((each) => each.id === place.channel) ?? screen?.channels[0]
  const isOwn = view === 'slack' && channel?.kind === 'im' && screen?.workspace.hasHome
  const tab = isOwn ? (place.isHome ? 'home' : 'messages') : null
  useTabOpened(you?.id, tab)
  useEffect(() => {
    const where = view === 'slack' ? channel?.name : titleOfView[view]
    if (where && you) document.title = `${where} – ${you.name} – Slack stand-in`
  }, [view, channel, you])
  if (!screen || !channel || !you) return <p class="starting">{isConnected ? '' : 'Connecting…'}</p>

  const seen: Seen = {
    person: you,
    workspace: screen.workspace,
    channels: screen.channels,
    faults: screen.faults,
    open,
    become: change,
    answers,
  }
  const onMenu = () => setMenuOpen(!isMenuOpen)
  const hasThread = view === 'slack' && place.thread !== null
  const marks = { 'menu-open': isMenuOpen, 'with-thread': hasThread, 'with-tour': touring.step !== null }
  const shownMarks = Object.entries(marks).flatMap(([mark, isOn]) => (isOn ? [mark] : []))
  return (
    <SeenContext.Provider value={seen}>
      <div class={['page', ...shownMarks].join(' ')} data-person={you.id}>
        <SkipButton />
        <header class="unseen">
          <h1>{screen.workspace.name}: Slack and Zuora, played on this machine</h1>
        </header>
        <Sidebar
          {...{ screen, view, tab }}
          person={you.id}
          channel={view === 'slack' ? channel.id : null}
          onView={() => setMenuOpen(false)}
          onPerson={change}
          onChannel={open}
          onJump={() => setJumping(true)}
          onTour={
            touring.isOffered
              ? () => {
                  touring.takeUp()
                  setMenuOpen(false)
                }
              : null
          }
        />
        <button type="button" class="shade" aria-label="Back to the messages" onClick={() => setMenuOpen(false)} />
        <DraftContext.Provider value={{ text: draft, take: () => setDraft(null) }}>
          {view === 'slack' ? <Slack {...{ screen, channel, tab, place, onMenu }} /> : null}
        </DraftContext.Provider>
        {view === 'zuora' ? <Zuora onMenu={onMenu} /> : null}
        {view === 'behind' ? <Behind onMenu={onMenu} /> : null}
        <Tour
          touring={touring}
          seen={view === 'slack' && tab !== 'home' ? channel.id : null}
          onPerson={change}
          onWrite={(where, text) => {
            open(where)
            setDraft(text)
          }}
          onJump={() => setJumping(true)}
        />
        {isJumping ? <JumpDialog screen={screen} onClose={() => setJumping(false)} /> : null}
        {isConnected ? null : (
          <p class="disconnected" role="status">
            Disconnected. Trying again…
          </p>
        )}
      </div>
    </SeenContext.Provider>
  )
}

import type { Screen } from '../shapes.ts'
import { ClockFoot } from './clock/clock-foot.tsx'
import { Avatar } from './messages/avatar.tsx'
import { Sign } from './messages/sign.tsx'
import type { Tab } from './state/use-tab-opened.ts'
import { TroubleWaits } from './trouble/trouble-waits.tsx'
import { ViewLinks } from './views/view-links.tsx'
import type { ViewName } from './views/view-name.ts'

type Props = {
  screen: Screen
  view: ViewName
  person: string
  /** Null where no channel is seen. */
  channel: string | null
  tab: Tab
  onView: () => void
  onPerson: (person: string) => void
  onChannel: (channel: string, home?: boolean) => void
  onJump: () => void
  /** Null where there is no tour. */
  onTour: (() => void) | null
}

export const Sidebar = ({ screen, view, person, channel, tab, onView, onPerson, onChannel, onJump, onTour }: Props) => {
  const { workspace, channels } = screen
  const own = channels.find(({ kind }) => kind === 'im')
  const current = tab === 'home' ? null : channel
  return (
    <nav class="sidebar" aria-label="Workspace">
      <p class="workspace-name">{workspace.name}</p>
      <ViewLinks current={view} onFollow={onView} />
      <div class="sidebar-channels">
        <ChannelGroup label="Channels" kind="channel" {...{ channels, channel: current, onChannel }} />
        <ChannelGroup label="Direct messages" kind="im" {...{ channels, channel: current, onChannel }} />
        {workspace.hasHome && own ? (
          <section>
            <h2>Apps</h2>
            <button
              type="button"
              class={`row ${tab === 'home' ? 'current' : ''}`}
              aria-current={tab === 'home' ? 'page' : undefined}
              data-testid="home-link"
              onClick={() => onChannel(own.id, true)}
            >
              <span class="sign" aria-hidden="true">
                <Sign name="bell" />
              </span>
              <span class="row-name">{workspace.bot.name}: Home</span>
            </button>
          </section>
        ) : null}
      </div>
      <PersonSwitch people={workspace.people} {...{ person, onPerson, onTour }} />
      <TroubleWaits />
      <ClockFoot onJump={onJump} />
    </nav>
  )
}

const ChannelGroup = (given: {
  label: string
  kind: 'channel' | 'im'
  channels: Screen['channels']
  channel: string | null
  onChannel: (channel: string) => void
}) => (
  <section>
    <h2>{given.label}</h2>
    {given.channels
      .filter((each) => each.kind === given.kind)
      .map(({ id, kind, name, unread }) => (
        <button
          type="button"
          key={id}
          class={`row ${id === given.channel ? 'current' : ''} ${unread > 0 ? 'unread' : ''}`}
          aria-current={id === given.channel ? 'page' : undefined}
          data-testid={`channel-${id}`}
          onClick={() => given.onChannel(id)}
        >
          <span class="sign" aria-hidden="true">
            {kind === 'channel' ? '#' : <Sign name="bell" />}
          </span>
          <span class="row-name">{name}</span>
          {unread > 0 ? (
            <span class="badge">
              {unread}
              <span class="unseen"> unread</span>
            </span>
          ) : null}
        </button>
      ))}
  </section>
)

const PersonSwitch = (given: {
  people: Screen['workspace']['people']
  person: string
  onPerson: (person: string) => void
  onTour: (() => void) | null
}) => (
  <section class="you-are" aria-label="You are">
    <h2>You are</h2>
    {given.people.map(({ id, name, role, isGuest, isDeactivated }) => (
      <button
        type="button"
        key={id}
        class={`row ${id === given.person ? 'current' : ''}`}
        aria-pressed={id === given.person}
        data-testid={`person-${id}`}
        onClick={() => given.onPerson(id)}
      >
        <Avatar id={id} name={name} isSmall />
        <span class="row-name">
          {name} <span class="role">{roleNow(role, { isGuest, isDeactivated })}</span>
        </span>
      </button>
    ))}
    <p class="about">
      A stand-in for Slack on this machine. Nothing leaves it.{' '}
      {given.onTour ? (
        <button type="button" class="link" id="tour-link" data-testid="tour-link" onClick={given.onTour}>
          Tour
        </button>
      ) : null}
    </p>
  </section>
)

const roleNow = (role: string, now: { isGuest: boolean; isDeactivated: boolean }): string => {
  if (now.isDeactivated) return 'deactivated'
  return now.isGuest && !role.includes('guest') ? `${role}, now guest` : role
}

import { useContext } from 'preact/hooks'
import { useReader } from '../clock/use-reader.ts'
import { SeenContext } from '../state/context.ts'
import { SafeLink } from './safe-link.tsx'
import { formatSlackDate } from './slack-date.ts'

export const UserMention = ({ id, label }: { id: string; label?: string | null }) => {
  const { workspace, person } = useContext(SeenContext)
  const found = id === workspace.bot.id ? workspace.bot : workspace.people.find((each) => each.id === id)
  return <span class={id === person.id ? 'mention you' : 'mention'}>@{found?.name ?? label ?? id}</span>
}

export const GroupMention = ({ id, label }: { id: string; label?: string | null }) => {
  const { workspace, person } = useContext(SeenContext)
  const group = workspace.groups.find((each) => each.id === id)
  const name = group ? `@${group.handle}` : (label ?? `@${id}`)
  return <span class={group?.users.includes(person.id) ? 'mention you' : 'mention'}>{name}</span>
}

export const ChannelMention = ({ id, label }: { id: string; label?: string | null }) => {
  const { channels, open } = useContext(SeenContext)
  const found = channels.find((each) => each.id === id)
  if (!found) return <span class="mention">#{label ?? id}</span>
  return (
    <button type="button" class="mention link" onClick={() => open(id)}>
      #{found.name}
    </button>
  )
}

export const Broadcast = ({ range }: { range: string }) => <span class="mention you">@{range}</span>

export const DateMention = (given: {
  timestamp: number
  format: string
  url?: string | null | undefined
  fallback?: string | undefined
  timeZone: string
}) => {
  const { now } = useReader()
  const at = new Date(given.timestamp * 1000)
  if (Number.isNaN(at.getTime())) return <span>{given.fallback}</span>
  const reader = { timeZone: given.timeZone, now }
  const text = formatSlackDate(given.timestamp, given.format, reader)
  const time = (
    <time dateTime={at.toISOString()} title={formatSlackDate(given.timestamp, '{date_long} at {time_secs}', reader)}>
      {text}
    </time>
  )
  return given.url ? <SafeLink url={given.url}>{time}</SafeLink> : time
}

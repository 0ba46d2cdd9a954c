import { useContext } from 'preact/hooks'
import { SeenContext, useCommandName } from '../state/context.ts'
import { TourPanel } from './tour-panel.tsx'
import type { Touring } from './use-tour.ts'

type Props = {
  touring: Touring
  /** The channel that is seen, beside whose messages there is room; null: something else is seen. */
  seen: string | null
  onPerson: (person: string) => void
  onWrite: (channel: string, text: string) => void
  onJump: () => void
}

/** The tour, where it is shown; what it does for the person is what the person could do. */
export const Tour = ({ touring: { step, isCalled, begin, finish, skip }, seen, onPerson, onWrite, onJump }: Props) => {
  const { person, workspace, channels, open } = useContext(SeenContext)
  const command = useCommandName()
  if (step === null) return null
  const usual = channels.find(({ kind, botIsMember }) => kind === 'channel' && botIsMember)
  const channel = 'close' in step ? step.close.channel : usual?.id
  const own = channels.find(({ kind }) => kind === 'im')
  const doing = {
    you: person.id,
    command,
    isThere: seen !== null && seen === channel,
    people: workspace.people,
    begin,
    finish,
    be: (next: string) => {
      if (next !== person.id) onPerson(next)
      if (channel !== undefined) open(channel)
    },
    write: (text: string) => {
      if (channel !== undefined) onWrite(channel, text)
    },
    openHome: () => {
      if (own) open(own.id, true)
    },
    jump: workspace.clock === null ? null : onJump,
  }
  return <TourPanel {...{ step, isCalled, doing }} floats={seen !== null} onSkip={skip} />
}

import { useMemo, useState } from 'preact/hooks'
import { readPlace } from './place.ts'

const firstChannel = 'C0CLOSE'

/** Where in Slack the person is: a channel or the bot's Home, perhaps a thread and a message that is pointed at. */
export const usePlace = () => {
  const start = useMemo(() => readPlace(location.pathname, location.search), [])
  const [channel, setChannel] = useState(start.channel ?? firstChannel)
  const [isHome, setHome] = useState(false)
  const [thread, setThread] = useState(start.thread)
  const [highlighted, setHighlighted] = useState(start.message)
  const open = (next: string, home = false) => {
    setChannel(next)
    setHome(home)
    setThread(null)
    setHighlighted(null)
  }
  return { channel, isHome, thread, highlighted, open, openThread: setThread }
}

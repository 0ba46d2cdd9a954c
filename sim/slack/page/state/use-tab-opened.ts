import { useEffect } from 'preact/hooks'
import { postToServer } from './ask-server.ts'

/** The tabs beside each other in the bot's own place; null elsewhere. */
export type Tab = 'home' | 'messages' | null

/** Slack tells the bot of every time that somebody opens one of its tabs. */
export const useTabOpened = (user: string | undefined, tab: Tab): void => {
  useEffect(() => {
    if (user !== undefined && tab !== null) void postToServer('open-home', { user, tab })
  }, [user, tab])
}

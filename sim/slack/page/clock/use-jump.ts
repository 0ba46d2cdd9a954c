import { useState } from 'preact/hooks'
import type { ChannelNews } from '../../shapes.ts'
import { postToServer } from '../state/ask-server.ts'

export type JumpState =
  | { kind: 'idle' }
  | { kind: 'moving' }
  | { kind: 'jumped'; news: ChannelNews[] }
  | { kind: 'refused'; because: string }

/** Moves the clock, one jump at a time. */
export const useJump = (): { state: JumpState; jumpTo(moment: Date): Promise<void> } => {
  const [state, setState] = useState<JumpState>({ kind: 'idle' })
  const jumpTo = async (moment: Date) => {
    if (state.kind === 'moving') return
    setState({ kind: 'moving' })
    const { status, body } = await postToServer('clock', { to: moment.toISOString() })
    setState(status === 200 ? { kind: 'jumped', news: newsIn(body.news) } : { kind: 'refused', because: whyNot(body) })
  }
  return { state, jumpTo }
}

const newsIn = (news: unknown): ChannelNews[] => (Array.isArray(news) ? news : [])

const whyNot = ({ because }: Record<string, unknown>): string =>
  typeof because === 'string' ? because : 'There was no answer. Is the program still running?'

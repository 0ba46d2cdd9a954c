import type { RefObject, TargetedKeyboardEvent } from 'preact'
import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { SeenContext } from '../state/context.ts'
import { offerFor } from './offered-commands.ts'
import { namesFor, namesIn, type Offered } from './offered-names.ts'

type Given = {
  box: RefObject<HTMLTextAreaElement | null>
  text: string
  isInThread: boolean
  write: (text: string) => void
}

const atStart = { caret: 0, marked: 0, isHidden: false }

/** What is offered above a message box for what is half typed there: commands and names; and the keys that take them. */
export const useOffers = ({ box, text, isInThread, write }: Given) => {
  const { workspace, channels } = useContext(SeenContext)
  const [at, setAt] = useState(atStart)
  const caretAfter = useRef<number | null>(null)
  const { names, from, isWhole } = namesFor(namesIn(workspace, channels), { text, caret: at.caret })
  // Slack takes no commands in threads.
  const { commands, unfinished } = offerFor(isInThread ? [] : workspace.commands, text, at.marked)
  const hasNames = names.length > 0
  const all: Offered[] = hasNames ? names : commands.map(asOffered)
  const offered = at.isHidden ? [] : all
  const isHalf = hasNames ? !isWhole : unfinished !== null
  const marked = isHalf ? (offered[Math.min(at.marked, offered.length - 1)] ?? null) : null

  useLayoutEffect(() => {
    if (caretAfter.current === null) return
    box.current?.setSelectionRange(caretAfter.current, caretAfter.current)
    caretAfter.current = null
  })
  const take = ({ insert }: Offered) => {
    const start = hasNames ? from : 0
    const before = `${text.slice(0, start)}${insert} `
    write(`${before}${hasNames ? text.slice(at.caret).trimStart() : ''}`)
    caretAfter.current = before.length
    setAt({ ...atStart, caret: before.length })
    box.current?.focus()
  }
  /** Whether the key was meant for what is offered. */
  const press = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): boolean => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (marked !== null && (event.key === 'Tab' || event.key === 'Enter')) take(marked)
    else if (offered.length > 0 && event.key === 'Escape') setAt({ ...at, isHidden: true })
    else if (marked !== null && step !== undefined)
      setAt({ ...at, marked: (offered.indexOf(marked) + step + offered.length) % offered.length })
    else return false
    event.preventDefault()
    return true
  }
  return {
    offered,
    marked,
    take,
    press,
    typed: (caret: number) => setAt({ ...atStart, caret }),
    noteCaret: (caret: number) => {
      if (caret !== at.caret) setAt({ ...at, caret, marked: 0 })
    },
  }
}

const asOffered = ({
  command,
  usageHint,
  description,
}: {
  command: string
  usageHint: string
  description: string
}) => ({
  id: command,
  insert: command,
  hint: usageHint,
  about: description,
})

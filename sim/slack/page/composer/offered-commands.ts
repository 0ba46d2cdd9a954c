import type { Screen } from '../../shapes.ts'

type Command = Screen['workspace']['commands'][number]
export type Offer = {
  commands: Command[]
  /** The command that Tab, or Enter while it is half typed, completes; null once it stands there. */
  unfinished: string | null
}

/** What is offered above the message box: while its first word is, or begins, a command. */
export const offerFor = (commands: readonly Command[], text: string, marked = 0): Offer => {
  const [first = ''] = text.split(/\s/)
  const found = first.startsWith('/') ? commands.filter(({ command }) => command.startsWith(first)) : []
  const isWhole = found.some(({ command }) => command === first)
  const isHalf = !isWhole && first === text
  return { commands: found, unfinished: isHalf ? (found[Math.min(marked, found.length - 1)]?.command ?? null) : null }
}

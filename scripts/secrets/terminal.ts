import { emitKeypressEvents, type Key } from 'node:readline'

export class Interrupted extends Error {
  override name = 'Interrupted' as const
}

/** Where a person answers. Both questions throw `Interrupted` at Ctrl-C, and when the terminal goes away. */
export type Terminal = {
  say(line: string): void
  /** One line, shown as it is typed. */
  ask(question: string): Promise<string>
  /** One line of which nothing is shown. */
  askHidden(question: string): Promise<string>
}

/** What is used of a terminal's stream. */
export type Keyboard = NodeJS.ReadableStream & { setRawMode(raw: boolean): unknown }

type Question = { typed: string; isShown: boolean; answer: (line: string) => void; interrupt: () => void }

/**
 * From here to `close` the terminal itself shows nothing that is typed: nothing that is pasted too early, or while nothing is
 * asked. What is typed before a question, or pasted after its line, is thrown away.
 */
export function openTerminal(
  keyboard: Keyboard,
  screen: { write(text: string): unknown },
): Terminal & { close(): void } {
  let question: Question | undefined
  let isLeft = false

  /** Where nobody is asked anything, what is being written is written to its end. */
  function leave(): void {
    isLeft = true
    question?.interrupt()
  }

  function ask(words: string, isShown: boolean): Promise<string> {
    if (isLeft) return Promise.reject(new Interrupted('Interrupted.'))
    screen.write(words)
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const end = (act: () => void) => {
      question = undefined
      screen.write('\n')
      act()
    }
    const answer = (line: string) => end(() => resolve(line.trim()))
    question = { typed: '', isShown, answer, interrupt: () => end(() => reject(new Interrupted('Interrupted.'))) }
    return promise
  }

  emitKeypressEvents(keyboard)
  keyboard.setRawMode(true)
  keyboard.on('keypress', (text: string | undefined, key: Key) => {
    if (key.ctrl && (key.name === 'c' || (key.name === 'd' && question))) leave()
    else if (question) press(question, text ?? '', key, screen)
  })
  keyboard.on('end', leave)
  keyboard.resume()
  return {
    say: (line) => void screen.write(`${line}\n`),
    ask: (words) => ask(words, true),
    askHidden: (words) => ask(words, false),
    close() {
      keyboard.setRawMode(false)
      keyboard.pause()
    },
  }
}

function press(
  question: Question,
  text: string,
  { name, ctrl, meta, sequence = '' }: Key,
  screen: { write(text: string): unknown },
): void {
  const erase = (count: number) => {
    question.typed = question.typed.slice(0, question.typed.length - count)
    if (question.isShown) screen.write('\b \b'.repeat(count))
  }
  if (name === 'return' || name === 'enter') question.answer(question.typed)
  else if (name === 'backspace') erase(Math.min(1, question.typed.length))
  else if (ctrl && name === 'u') erase(question.typed.length)
  else if (!ctrl && !meta && sequence === text && text >= ' ') {
    question.typed += text
    if (question.isShown) screen.write(text)
  }
}

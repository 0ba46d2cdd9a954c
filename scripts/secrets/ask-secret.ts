import type { NeededSecret } from './needed-secrets.ts'
import type { Terminal } from './terminal.ts'

/** Asks until it is made like one, or left empty. */
export async function askSecret({ name, kind }: NeededSecret, terminal: Terminal): Promise<string> {
  terminal.say(`${name}: ${kind.what}.`)
  terminal.say(`  ${kind.where}`)
  for (;;) {
    const value = await terminal.askHidden('  Paste it (nothing is shown; empty: leave it as it is): ')
    if (value === '') return ''
    const mistake = kind.mistakeIn(value)
    if (mistake === null) {
      terminal.say(`  ${value.length} characters read.`)
      return value
    }
    terminal.say(`  That ${mistake}. Once more.`)
  }
}

/** The parts of a Home, each with a heading. */
type Part = 'to-decide' | 'approved' | 'mine' | 'exceptions' | `entity-${string}`

/** What the block of a heading, or of the buttons of one thing in that part, is called: an answer stands beside it. */
export function blockName(part: Part, thing?: string): string {
  return thing === undefined ? part : `${part}/${thing}`
}

/** What the heading above a block of buttons is called. */
export function headingOf(name: string): string {
  return name.split('/')[0] ?? name
}

/** Buttons in an answer: what they are answered with stands where that answer stood. */
export function inAnswer(beside: string | null, index: number): string {
  return `${beside ?? 'top'}~${index}`
}

export function besideOf(name: string): string {
  return name.split('~')[0] ?? name
}

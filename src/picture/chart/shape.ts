/** `time`: a close by its due day; `late`: what is after it. */
export type Ink = 'paper' | 'edge' | 'ink' | 'quiet' | 'time' | 'late'

export type Words = {
  kind: 'words'
  text: string
  x: number
  /** Of the line that the letters stand on. */
  y: number
  size: number
  ink: Ink
  bold?: boolean
  align?: 'left' | 'middle'
  /** What is behind it; the paper where not said. */
  on?: Ink
}

/** What a picture is made of, in pixels from its upper left corner, the first at the bottom. */
export type Shape =
  | { kind: 'box'; x: number; y: number; width: number; height: number; ink: Ink }
  | { kind: 'line'; x: number; y: number; toX: number; toY: number; ink: Ink; thick: number; dashed?: boolean }
  | Words

export type Chart = { width: number; height: number; shapes: readonly Shape[] }

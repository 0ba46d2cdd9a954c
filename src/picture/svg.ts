import type { Chart, Ink, Shape } from './chart/shape.ts'

/** Its own background, as Slack is light for some and dark for others. Blue and orange differ for every kind of eye. */
const colours: Record<Ink, string> = {
  paper: '#ffffff',
  edge: '#d3d9e0',
  ink: '#1b2430',
  quiet: '#55606e',
  time: '#2f6fb7',
  late: '#c8480a',
}

export function svgOf({ width, height, shapes }: Chart): string {
  const frame = `<rect x="1" y="1" width="${width - 2}" height="${height - 2}" rx="16" fill="${colours.paper}" stroke="${colours.edge}" stroke-width="2"/>`
  const drawn = shapes.map(elementOf).join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Public Sans">\n${frame}\n${drawn}\n</svg>\n`
}

function elementOf(shape: Shape): string {
  const colour = colours[shape.ink]
  switch (shape.kind) {
    case 'box': {
      const { x, y, width, height } = shape
      return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${colour}"/>`
    }
    case 'line': {
      const { x, y, toX, toY, thick, dashed = false } = shape
      const dashes = dashed ? ' stroke-dasharray="12 8"' : ''
      return `<line x1="${round(x)}" y1="${round(y)}" x2="${round(toX)}" y2="${round(toY)}" stroke="${colour}" stroke-width="${thick}"${dashes}/>`
    }
    case 'words': {
      const { text, x, y, size, bold = false, align = 'left', on = 'paper' } = shape
      const anchor = align === 'middle' ? ' text-anchor="middle"' : ''
      const weight = bold ? ' font-weight="700"' : ''
      // A number that stands on a line interrupts it.
      const halo = ` stroke="${colours[on]}" stroke-width="10" stroke-linejoin="round" paint-order="stroke"`
      return `<text x="${round(x)}" y="${round(y)}" font-size="${round(size)}" fill="${colour}"${weight}${anchor}${halo}>${escaped(text)}</text>`
    }
  }
}

/** The same digits everywhere, whatever a processor does behind the comma. */
function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

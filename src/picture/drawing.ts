import { createHash } from 'node:crypto'
import type { DaysToClose } from '../domain/home/days-to-close.ts'
import { chartOf } from './chart/days-chart.ts'
import { pngOf } from './png.ts'
import { svgOf } from './svg.ts'

/** The hash is of the image before it is drawn: another look of the same numbers is another drawing. */
export function drawingOf(series: DaysToClose): { hash: string; draw: () => Promise<Uint8Array> } {
  const svg = svgOf(chartOf(series))
  return { hash: createHash('sha256').update(svg).digest('hex'), draw: () => pngOf(svg) }
}

import { join } from 'node:path'
import { build } from 'esbuild'
import { z } from 'zod'
import type { Block } from '../../sim/slack/block-kit/blocks.ts'

const page = join(import.meta.dirname, '..', '..', 'sim', 'slack', 'page')

const entry = `
  import { h } from 'preact'
  import { renderToString } from 'preact-render-to-string'
  import { Blocks } from './blocks/blocks.tsx'
  import { Mrkdwn } from './text/mrkdwn.tsx'
  import { SeenContext } from './state/context.ts'
  const seenAs = (seen, drawn) => renderToString(h(SeenContext.Provider, { value: seen }, drawn))
  export const drawBlocks = (seen, blocks) => seenAs(seen, h(Blocks, { blocks }))
  export const drawText = (seen, text) => seenAs(seen, h(Mrkdwn, { text }))
`

const isFunction = (value: unknown) => typeof value === 'function'
type Draw<T> = (seen: unknown, given: T) => string
const drawing = z.object({
  drawBlocks: z.custom<Draw<readonly Block[]>>(isFunction),
  drawText: z.custom<Draw<string>>(isFunction),
})

/** What the page makes of blocks and of text, as HTML and without a browser. */
export async function openDrawing() {
  const built = await build({
    stdin: { contents: entry, resolveDir: page, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    banner: { js: 'const location = { origin: "http://127.0.0.1" };' },
    logLevel: 'silent',
  })
  const script = Buffer.from(built.outputFiles[0]?.contents ?? []).toString('base64')
  return drawing.parse(await import(`data:text/javascript;base64,${script}`))
}

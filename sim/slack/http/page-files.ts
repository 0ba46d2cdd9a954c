import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const directory = join(import.meta.dirname, '..', 'page')

let bundled: Promise<string> | undefined

/** The page's script, bundled once per process and kept in memory. */
const readScript = (): Promise<string> => {
  bundled ??= build({
    entryPoints: [join(directory, 'main.tsx')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  }).then((built) => built.outputFiles[0]?.text ?? '')
  return bundled
}

type PageFile = { contentType: string; body: string }

/** What a path of the page is; undefined for a path that is none. */
export const readPageFile = async (path: string): Promise<PageFile | undefined> => {
  if (path === '/page.js') return { contentType: 'text/javascript; charset=utf-8', body: await readScript() }
  if (path === '/page.css') return { contentType: 'text/css; charset=utf-8', body: readStyle() }
  if (path === '/' || path.startsWith('/archives/')) {
    return { contentType: 'text/html; charset=utf-8', body: readFileSync(join(directory, 'page.html'), 'utf8') }
  }
  return undefined
}

const styles = ['colours', 'layout', 'messages', 'blocks', 'modal']

const readStyle = (): string =>
  styles.map((name) => readFileSync(join(directory, 'styles', `${name}.css`), 'utf8')).join('\n')

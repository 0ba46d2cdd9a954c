import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundlePage } from '../../bundle-page.ts'

const directory = join(import.meta.dirname, '..', 'page')

type PageFile = { contentType: string; body: string }

/** What a path of the page is; undefined for a path that is none. */
export const readPageFile = async (path: string): Promise<PageFile | undefined> => {
  if (path === '/page.js')
    return { contentType: 'text/javascript; charset=utf-8', body: await bundlePage(join(directory, 'main.tsx')) }
  if (path === '/page.css') return { contentType: 'text/css; charset=utf-8', body: readStyle() }
  if (path === '/' || path.startsWith('/archives/')) {
    return { contentType: 'text/html; charset=utf-8', body: readFileSync(join(directory, 'page.html'), 'utf8') }
  }
  return undefined
}

const zuoraStyle = join(directory, '..', '..', 'zuora', 'page', 'zuora.css')

const styles = [
  ...['colours', 'layout', 'messages', 'blocks', 'modal', 'clock', 'behind', 'trouble', 'tour'].map((name) =>
    join(directory, 'styles', `${name}.css`),
  ),
  zuoraStyle,
]

const readStyle = (): string => styles.map((path) => readFileSync(path, 'utf8')).join('\n')

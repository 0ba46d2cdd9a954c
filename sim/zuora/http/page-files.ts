import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundlePage } from '../../bundle-page.ts'
import type { Answer } from './answer.ts'

const directory = join(import.meta.dirname, '..', 'page')
const slackStyles = join(import.meta.dirname, '..', '..', 'slack', 'page', 'styles')

const asPage = (contentType: string, body: string): Answer => ({
  status: 200,
  body,
  headers: {
    'Content-Type': `${contentType}; charset=utf-8`,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
  },
})

/**
 * The page of the tenant, for where Slack is not played beside it; undefined for a path that is none of it. Where Slack
 * is, `pageUrl` is the view in its page, and there is no second one.
 */
export async function readPageFile(path: string, pageUrl: string | undefined): Promise<Answer | undefined> {
  if (path === '/' && pageUrl !== undefined) return { status: 302, body: '', headers: { Location: pageUrl } }
  if (path === '/') return asPage('text/html', readFileSync(join(directory, 'page.html'), 'utf8'))
  if (path === '/page.js') return asPage('text/javascript', await bundlePage(join(directory, 'main.tsx')))
  if (path === '/page.css') return asPage('text/css', readStyles())
  return undefined
}

const readStyles = () =>
  [
    ...['colours', 'layout', 'blocks', 'modal'].map((name) => join(slackStyles, `${name}.css`)),
    join(directory, 'zuora.css'),
  ]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')

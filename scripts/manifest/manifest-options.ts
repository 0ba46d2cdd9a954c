import { flag, givenOptions, text } from '../given-options.ts'
import type { ManifestTo } from './make-manifest.ts'

export type ManifestOptions = { to: ManifestTo; stage: string | null }

export const usage = `Usage: npm run --silent manifest -- (--url https://… | --socket-mode) [--stage S]
  --url URL       the address that npm run deploy printed
  --socket-mode   for one machine, which needs no address
  --stage S       the deployment, as in serverless.yml: its command's name, and its own name in the app's`

/** Undefined when they make no sense. */
export function readManifestOptions(args: readonly string[]): ManifestOptions | undefined {
  const values = givenOptions(args, { url: text, stage: text, 'socket-mode': flag })
  if (values === undefined || (values.url === undefined) === !values['socket-mode']) return undefined
  const to = values.url === undefined ? ({ kind: 'socket' } as const) : ({ kind: 'address', url: values.url } as const)
  return { to, stage: values.stage ?? null }
}

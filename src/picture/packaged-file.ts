import { createRequire } from 'node:module'
import { basename, join } from 'node:path'

declare const CLOSING_BELL_FILES: string | undefined

/** A file of an npm package. Bundles have theirs beside them: scripts/build/bundle.ts puts them there. */
export function packagedFile(file: string): string {
  if (typeof CLOSING_BELL_FILES === 'string') return join(CLOSING_BELL_FILES, basename(file))
  return createRequire(import.meta.url).resolve(file)
}

import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, resolve } from 'node:path'

/** As a stack names a place: the file, the line and the column, both from 1. */
const PLACES_IN_BUNDLES = /([^\s()"']+\.cjs):(\d+):(\d+)/g

/**
 * Places in bundles as the places in the sources that they come from. Node itself would read a map of two megabytes in each
 * thread at the first error that is made there, also where nobody reads that error: this reads it when there is one to be read.
 */
export function readSourcePlaces(): (text: string) => string {
  const maps = new Map<string, SourceMap | undefined>()
  const mapOf = (bundle: string) => {
    if (!maps.has(bundle)) maps.set(bundle, readMap(`${bundle}.map`))
    return maps.get(bundle)
  }
  return (text) =>
    text.replaceAll(PLACES_IN_BUNDLES, (place, bundle: string, line: string, column: string) => {
      const found = mapOf(bundle)?.findEntry(Number(line) - 1, Number(column) - 1)
      if (found === undefined || !('originalSource' in found) || found.originalSource === undefined) return place
      const { originalSource, originalLine, originalColumn } = found
      return `${resolve(dirname(bundle), originalSource)}:${originalLine + 1}:${originalColumn + 1}`
    })
}

function readMap(file: string): SourceMap | undefined {
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

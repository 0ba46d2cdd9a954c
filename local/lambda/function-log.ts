import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { readSourcePlaces } from './source-places.ts'

export type FunctionLog = { follow(functionName: string, output: Readable): void; close(): Promise<void> }

export type Rotation = { mostBytes: number; olderFiles: number }

/** 60 MB at most, which is months of a small team. */
const usual: Rotation = { mostBytes: 10 * 1024 * 1024, olderFiles: 5 }

/**
 * What the functions write, line by line into one file, each line with the function's name before it. A full file becomes
 * `….1`, that `….2`, and the oldest goes. Where nothing can be written the functions go on, and it is said once.
 */
export function openFunctionLog(file: string, { mostBytes, olderFiles }: Rotation = usual): FunctionLog {
  const inSources = readSourcePlaces()
  let opened: number | undefined
  let bytes = 0
  let hasFailed = false

  function open(): number {
    if (opened !== undefined && bytes < mostBytes) return opened
    if (opened !== undefined) closeSync(opened)
    opened = undefined
    if (sizeOf(file) >= mostBytes) rotate(file, olderFiles)
    bytes = sizeOf(file)
    opened = openSync(file, 'a', 0o600)
    return opened
  }

  function write(line: string): void {
    try {
      bytes += writeSync(open(), line)
      hasFailed = false
    } catch (error) {
      if (!hasFailed)
        console.error(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
      hasFailed = true
    }
  }

  let isClosed = false
  return {
    follow(functionName, output) {
      createInterface({ input: output, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
        if (!isClosed) write(`${functionName} ${inSources(line)}\n`)
      })
    },
    async close() {
      isClosed = true
      if (opened !== undefined) closeSync(opened)
      opened = undefined
    },
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function rotate(file: string, olderFiles: number): void {
  for (let age = olderFiles - 1; age >= 0; age--) {
    const from = age === 0 ? file : `${file}.${age}`
    if (existsSync(from)) renameSync(from, `${file}.${age + 1}`)
  }
}

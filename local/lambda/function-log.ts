import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

export type FunctionLog = { follow(functionName: string, output: Readable): void; close(): Promise<void> }

/** What the functions write, line by line into one file, each line with the function's name before it. */
export function openFunctionLog(file: string): FunctionLog {
  const stream = createWriteStream(file, { flags: 'a' })
  return {
    follow(functionName, output) {
      createInterface({ input: output, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
        if (!stream.writableEnded) stream.write(`${functionName} ${line}\n`)
      })
    },
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  }
}

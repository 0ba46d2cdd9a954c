const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d

/** Counts the lines of a CSV chunk by chunk. Empty lines do not count; a line break between quotes ends no line. */
export function createLineCounter(): { add(chunk: Uint8Array): void; lines(): number } {
  let ended = 0
  let isQuoted = false
  let isEmpty = true
  return {
    add(chunk) {
      for (const byte of chunk) {
        if (byte === quote) isQuoted = !isQuoted
        if (isQuoted || (byte !== lineFeed && byte !== carriageReturn)) isEmpty = false
        else {
          if (!isEmpty) ended += 1
          isEmpty = true
        }
      }
    },
    lines: () => ended + (isEmpty ? 0 : 1),
  }
}

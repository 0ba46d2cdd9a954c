import { inflateSync } from 'node:zlib'

type Image = { width: number; height: number /** `#rrggbb` */; at: (x: number, y: number) => string }

/** A PNG of 8 bits a channel with transparency, not interlaced, as its pixels (ISO/IEC 15948). */
export function readPng(png: Uint8Array): Image {
  const bytes = Buffer.from(png)
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  if (bytes.toString('latin1', 1, 4) !== 'PNG' || bytes.readUInt16BE(24) !== 0x0806 || bytes[28] !== 0) {
    throw new Error('not a PNG of that kind')
  }
  const rows = unfiltered(inflateSync(Buffer.concat(dataOf(bytes))), width * 4)
  const at = (x: number, y: number) => `#${rows[y]?.subarray(x * 4, x * 4 + 3).toString('hex')}`
  return { width, height, at }
}

function dataOf(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  return parts
}

function unfiltered(data: Buffer, rowBytes: number): Buffer[] {
  const rows: Buffer[] = []
  for (let at = 0; at < data.length; at += rowBytes + 1) {
    const above = rows.at(-1) ?? Buffer.alloc(rowBytes)
    const row = Buffer.from(data.subarray(at + 1, at + 1 + rowBytes))
    for (let index = 0; index < rowBytes; index++) {
      const [left, up, upLeft] = [row[index - 4] ?? 0, above[index] ?? 0, above[index - 4] ?? 0]
      row[index] = ((row[index] ?? 0) + predicted(data[at] ?? 0, { left, up, upLeft })) % 256
    }
    rows.push(row)
  }
  return rows
}

function predicted(filter: number, { left, up, upLeft }: { left: number; up: number; upLeft: number }): number {
  if (filter < 4) return [0, left, up, Math.floor((left + up) / 2)][filter] ?? 0
  const [toLeft, toUp, toUpLeft] = [up - upLeft, left - upLeft, left + up - 2 * upLeft].map(Math.abs)
  if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toUpLeft ?? 0)) return left
  return (toUp ?? 0) <= (toUpLeft ?? 0) ? up : upLeft
}

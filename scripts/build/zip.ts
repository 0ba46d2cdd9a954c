import { crc32, deflateRawSync } from 'node:zlib'

/** 1980-01-01, the earliest date a zip can hold: the same files give the same bytes, so nothing unchanged is deployed again. */
const DOS_DATE = 0x0021
const UNIX_MODE_0644 = 0o100644 * 0x10000

/** A zip archive of the files, in the order given (APPNOTE.TXT 6.3, without zip64). */
export function zip(files: readonly { name: string; content: Buffer }[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of files) {
    const nameBytes = Buffer.from(name)
    const compressed = deflateRawSync(content, { level: 9 })
    const shared = sharedHeader(nameBytes, content, compressed)
    const local = Buffer.concat([uint32(0x04034b50), shared, uint16(0), nameBytes])
    directory.push(
      Buffer.concat([
        ...[uint32(0x02014b50), uint16(0x0314), shared],
        ...[uint16(0), uint16(0), uint16(0), uint16(0), uint32(UNIX_MODE_0644), uint32(offset), nameBytes],
      ]),
    )
    parts.push(local, compressed)
    offset += local.length + compressed.length
  }
  const central = Buffer.concat(directory)
  const count = uint16(files.length)
  const end = [uint32(0x06054b50), uint32(0), count, count, uint32(central.length), uint32(offset), uint16(0)]
  return Buffer.concat([...parts, central, ...end])
}

/** The fields that a file's own header and its entry in the directory have in common, up to the name's length. */
function sharedHeader(name: Buffer, content: Buffer, compressed: Buffer): Buffer {
  return Buffer.concat([
    ...[uint16(20), uint16(0x0800), uint16(8), uint16(0), uint16(DOS_DATE)],
    ...[uint32(crc32(content)), uint32(compressed.length), uint32(content.length), uint16(name.length)],
  ])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}

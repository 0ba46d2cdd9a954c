// npm run verify -- export.json [--head HASH]… [--digest HASH]: offline, without settings. Ends with 0, or with 1 and a list, or with 2.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Anchors, type Verified, verifyExport } from '../src/domain/evidence/verify/verify-export.ts'

const usage = `Usage: npm run verify -- export.json [--head HASH]… [--digest HASH]
  --head HASH     the head of a record, from its outcome message in Slack; as often as you like
  --digest HASH   the digest of this export, from the message that it came with`

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

process.exitCode = run(process.argv.slice(2))

function run(args: readonly string[]): number {
  const asked = readArguments(args)
  if (!asked) {
    console.error(usage)
    return 2
  }
  const read = readExport(asked.file)
  if (!read.ok) {
    console.error(`${asked.file}: ${read.mistake}`)
    return 2
  }
  const verified = verify(read, asked.anchors)
  if (!verified) {
    console.error(`${asked.file}: it is nested deeper than any export is, and was not verified.`)
    return 2
  }
  say(asked.file, verified, asked.anchors)
  return verified.findings.length === 0 ? 0 : 1
}

/** Undefined where it is nested so deeply that nothing can follow it. */
function verify({ text, value }: { text: string; value: unknown }, anchors: Anchors): Verified | undefined {
  try {
    const verified = verifyExport(value, anchors, sha256)
    return { ...verified, findings: [...verified.findings, ...keysTwice(text, value)] }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function readArguments(args: readonly string[]): { file: string; anchors: Anchors } | undefined {
  try {
    const options = { head: { type: 'string', multiple: true }, digest: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [file, ...others] = positionals
    if (file === undefined || others.length > 0) return undefined
    const heads = (values.head ?? []).map((head) => head.trim().toLowerCase())
    const digest = values.digest?.trim().toLowerCase() ?? null
    const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)
    if (![...heads, ...(digest === null ? [] : [digest])].every(isHash)) return undefined
    return { file, anchors: { heads, digest } }
  } catch {
    return undefined
  }
}

function readExport(file: string): { ok: true; text: string; value: unknown } | { ok: false; mistake: string } {
  try {
    const text = readFileSync(file, 'utf8')
    return { ok: true, text, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, mistake: `cannot be read: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** Of a key that stands twice in an object, JSON.parse takes the last, and people may read the first. */
function keysTwice(text: string, value: unknown): string[] {
  const strings = text.matchAll(/"(?:[^"\\]|\\.)*"(?<colon>\s*:)?/gs)
  const inText = [...strings].filter(({ groups }) => groups?.colon !== undefined).length
  return inText === countKeys(value)
    ? []
    : ['A key stands twice in an object of the file: one of the two was inserted.']
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce((sum: number, inner) => sum + countKeys(inner), own)
}

function say(file: string, { findings, vouchedFor, notChecked }: Verified, { heads, digest }: Anchors): void {
  if (findings.length > 0) {
    console.log(`${file} does not verify:`)
    for (const finding of findings) console.log(`- ${finding}`)
  } else {
    console.log(`${file} verifies: nothing in it was altered, removed, inserted or put in another order.`)
    const given = [...heads.map((head) => `the head ${head}`), ...(digest === null ? [] : [`the digest ${digest}`])]
    if (given.length > 0) console.log(`It was held against ${given.join(', ')}.`)
  }
  if (vouchedFor.length > 0) console.log(`Vouched for by a head: ${vouchedFor.join(', ')}.`)
  if (notChecked.length > 0) console.log('Not checked:')
  for (const one of notChecked) console.log(`- ${one}`)
}

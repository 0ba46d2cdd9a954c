import { randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

/** Enough to see what was sent. */
const KEPT = 1000

/** "The maximum number of entries is 10." API reference of PutEvents. */
const putEvents = z.object({ Entries: z.array(z.unknown()).min(1).max(10) })
const entry = z.object({
  EventBusName: z.string().min(1).default('default'),
  Source: z.string().min(1),
  DetailType: z.string().min(1),
  Detail: z.string(),
  Time: z.number().optional(),
  Resources: z.array(z.string()).default([]),
})
const detail = z.record(z.string(), z.unknown())

type PutResult = { EventId: string } | { ErrorCode: string; ErrorMessage: string }
export type Answer = { status: number; body: object }

/** The target that AWS's own protocol names in a header. */
export const putEventsTarget = 'AWSEvents.PutEvents'

/** EventBridge as far as PutEvents goes: every bus is there, and what is put is kept as the line of a file that a rule's target would get. */
export function openEventBuses(file: string): { put(body: string): Answer } {
  let count = existsSync(file) ? linesOf(file).length : 0

  const keep = (event: object) => {
    appendFileSync(file, `${JSON.stringify(event)}\n`)
    count += 1
    if (count < 2 * KEPT) return
    const last = linesOf(file).slice(-KEPT)
    writeFileSync(file, `${last.join('\n')}\n`)
    count = last.length
  }

  const putOne = (given: unknown): PutResult => {
    const read = entry.safeParse(given)
    if (!read.success)
      return { ErrorCode: 'InvalidArgument', ErrorMessage: `Not valid: ${z.prettifyError(read.error)}` }
    const { EventBusName, Source, DetailType, Detail, Time, Resources } = read.data
    const content = detail.safeParse(jsonOf(Detail))
    if (!content.success) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
    const id = randomUUID()
    const time = new Date(Time === undefined ? Date.now() : Time * 1000).toISOString()
    keep({
      'event-bus-name': EventBusName,
      ...{ version: '0', id, 'detail-type': DetailType, source: Source, account: '000000000000' },
      ...{ time, region: 'us-east-1', resources: Resources, detail: content.data },
    })
    return { EventId: id }
  }

  return {
    put(body) {
      const read = putEvents.safeParse(jsonOf(body))
      if (!read.success) {
        return { status: 400, body: { __type: 'ValidationException', message: z.prettifyError(read.error) } }
      }
      const results = read.data.Entries.map(putOne)
      const failed = results.filter((result) => 'ErrorCode' in result).length
      return { status: 200, body: { FailedEntryCount: failed, Entries: results } }
    },
  }
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import { z } from 'zod'
import { readJson } from '../decode.ts'
import { entryOf, invocationLinks, type NewEntry } from '../entry.ts'
import type { References } from '../references.ts'

/** A call of EventBridge, and its answer. */
export type EventsPut = {
  startedAt: number
  tookMs: number
  headers: Readonly<Record<string, unknown>>
  body: string
  status: number
  answer: unknown
}

const put = z.looseObject({
  Entries: z.array(z.looseObject({ DetailType: z.string().optional(), EventBusName: z.string().optional() })),
})

export function describeEventsPut(call: EventsPut, { inValues }: References): NewEntry {
  const request = readJson(call.body)
  const entries = put.safeParse(request).data?.Entries ?? []
  return entryOf({
    atMs: call.startedAt,
    tookMs: call.tookMs,
    lane: 'event-bus',
    title: ['PutEvents', ...entries.map(({ DetailType }) => DetailType)].join(' '),
    about: [...new Set(entries.map(({ EventBusName }) => EventBusName))].join(', '),
    result: String(call.status),
    isTrouble: call.status !== 200,
    mentions: inValues(request),
    links: invocationLinks(call.headers),
    parts: [
      { label: 'The bot puts on the bus', line: 'PutEvents', headers: {}, body: request },
      { label: 'EventBridge answers', line: `HTTP ${call.status}`, headers: {}, body: call.answer },
    ],
  })
}

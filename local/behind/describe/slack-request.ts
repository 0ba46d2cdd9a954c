import { z } from 'zod'
import { decode } from '../decode.ts'
import { entryOf, type NewEntry, shownHeaders } from '../entry.ts'
import type { References } from '../references.ts'

/** A request from Slack to the bot, and how the bot acked it. */
export type SlackRequest = {
  startedAt: number
  tookMs: number
  requestId: string
  method: string
  path: string
  headers: Readonly<Record<string, unknown>>
  body: string
  status: number
  answerHeaders: Readonly<Record<string, unknown>>
  answer: string
}

/** Slack waits this long, then tells the person that it failed. */
const DEADLINE_MS = 3000

const command = z.looseObject({ command: z.string(), text: z.string(), user_id: z.string() })
const words = z.looseObject({ text: z.string() })
const action = z.looseObject({
  action_id: z.string(),
  text: words.optional(),
  selected_option: z.looseObject({ text: words }).nullish(),
})
const interaction = z.looseObject({
  type: z.string(),
  user: z.looseObject({ id: z.string() }),
  actions: z.array(action).default([]),
  view: z.looseObject({ title: words.nullish(), private_metadata: z.unknown() }).nullish(),
})
const event = z.looseObject({
  event: z.looseObject({ type: z.string(), user: z.string().optional(), tab: z.string().optional() }),
})

type Said = Pick<NewEntry, 'title' | 'about' | 'person' | 'references'>

export function describeSlackRequest(request: SlackRequest, references: References): NewEntry {
  const body = decode(request.headers['content-type'], request.body)
  const said = readSaid(body, references) ?? {
    title: `${request.method} ${request.path}`,
    about: '',
    person: null,
    references: [],
  }
  const { startedAt, tookMs, status } = request
  const isLate = tookMs > DEADLINE_MS || arrivesAfterDeadline(request)
  return entryOf({
    ...said,
    atMs: startedAt,
    tookMs,
    lane: 'slack-request',
    result: isLate ? `answered ${status}, too late` : status === 200 ? 'acked' : `answered ${status}`,
    isTrouble: isLate || status !== 200,
    links: [gatewayLink(request.requestId)],
    parts: [
      {
        label: 'Slack sends to the bot',
        line: `${request.method} ${request.path}`,
        headers: shownHeaders(request.headers),
        body,
      },
      {
        label: `The bot answers after ${tookMs} ms; Slack waits 3,000 ms`,
        line: `HTTP ${status}`,
        headers: shownHeaders(request.answerHeaders),
        body: request.answer,
      },
    ],
  })
}

/** Slack says when it sent the request, in whole seconds. */
function arrivesAfterDeadline({ headers, startedAt }: SlackRequest): boolean {
  const sentAt = Number(headers['x-slack-request-timestamp']) * 1000
  return startedAt - sentAt >= DEADLINE_MS + 1000
}

export const gatewayLink = (requestId: string): string => `gateway ${requestId}`

function readSaid(body: unknown, { inText, inValues }: References): Said | undefined {
  const typed = command.safeParse(body).data
  if (typed !== undefined) {
    const text = `${typed.command} ${typed.text}`.trim()
    return { title: text, about: 'a command', person: typed.user_id, references: inText(typed.text) }
  }
  const acted = interaction.safeParse(body).data
  if (acted !== undefined) {
    const { type, user, actions, view } = acted
    const title = view?.title?.text ?? 'a view'
    const named = actions.map((each) => each.selected_option?.text.text ?? each.text?.text ?? each.action_id)
    const what: Readonly<Record<string, string>> = {
      block_actions: `clicks “${named.join(', ')}”`,
      view_submission: `submits “${title}”`,
      view_closed: `closes “${title}”`,
    }
    // Not of the message: a card says more than what the click is for.
    const meant = inValues([actions, view?.private_metadata])
    return { title: what[type] ?? type, about: type, person: user.id, references: meant }
  }
  const told = event.safeParse(body).data?.event
  if (told === undefined) return undefined
  const title = told.type === 'app_home_opened' ? `opens ${told.tab === 'home' ? 'Home' : 'their messages'}` : told.type
  return { title, about: told.type, person: told.user ?? null, references: [] }
}

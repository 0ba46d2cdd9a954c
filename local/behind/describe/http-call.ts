import { z } from 'zod'
import type { ObservedCall } from '../../../sim/observed-call.ts'
import { decode } from '../decode.ts'
import { entryOf, invocationLinks, type NewEntry, shownHeaders } from '../entry.ts'
import type { References } from '../references.ts'

/** Methods that change nothing in Slack that a person sees. */
const lookups = /^(auth|users|usergroups|conversations)\.|\.getPermalink$/
const FIRST_BAD_STATUS = 400
const sentTo = z.looseObject({
  channel: z.string().optional(),
  user: z.string().optional(),
  user_id: z.string().optional(),
})
const saying = z.looseObject({ text: z.string().optional() })
const said = z.looseObject({ ok: z.boolean(), error: z.string().optional() })

/** A call of the bot to Zuora, with the id that Zuora's own log has for it. */
export function describeZuoraCall(call: ObservedCall, { inText }: References): NewEntry {
  const trackId = String(call.headers['zuora-track-id'] ?? '')
  const [path = '', query = ''] = call.path.split('?')
  const sent = [trackId === '' ? '' : `track id ${trackId}`, decodeURIComponent(query.replaceAll('+', ' '))]
  return entryOf({
    ...lasted(call),
    lane: 'zuora',
    title: `${call.method} ${path}`,
    about: sent.filter(Boolean).join(' · '),
    isRead: call.method === 'GET' || path === '/oauth/token',
    result: call.status === null ? 'no answer' : String(call.status),
    isTrouble: call.status === null || call.status >= FIRST_BAD_STATUS,
    references: inText(trackId),
    parts: partsOf(call, { asks: 'The bot asks Zuora', answers: 'Zuora answers' }),
  })
}

/** A call of the bot to Slack. What stands in a message only mentions a request. */
export function describeSlackCall(call: ObservedCall, { inValues }: References): NewEntry {
  const method = call.path.split('?')[0]?.replace(/^\/(api\/)?/, '') ?? ''
  const { channel, user, user_id } = sentTo.safeParse(call.body).data ?? {}
  const words = saying.safeParse(call.body).data?.text ?? ''
  const { ok = true, error } = said.safeParse(call.answer).data ?? {}
  const isGood = ok && call.status !== null && call.status < FIRST_BAD_STATUS
  return entryOf({
    ...lasted(call),
    lane: 'slack-call',
    title: method.startsWith('response/') ? 'response_url' : method,
    about: [channel ?? user ?? user_id, words.split('\n')[0]].filter(Boolean).join(' · '),
    result: call.status === null ? 'no answer' : isGood ? 'ok' : (error ?? String(call.status)),
    isTrouble: !isGood,
    mentions: inValues(call.body),
    isRead: lookups.test(method),
    parts: partsOf(call, { asks: 'The bot calls Slack', answers: 'Slack answers' }),
  })
}

function lasted({ startedAt, tookMs, headers }: ObservedCall) {
  return { atMs: startedAt, tookMs, links: invocationLinks(headers) }
}

function partsOf(call: ObservedCall, labels: { asks: string; answers: string }) {
  const { method, path, headers, status, answerHeaders, answer } = call
  const body = typeof call.body === 'string' ? decode(headers['content-type'], call.body) : call.body
  return [
    { label: labels.asks, line: `${method} ${path}`, headers: shownHeaders(headers), body },
    status === null
      ? { label: labels.answers, line: 'The connection was cut: no answer.', headers: {}, body: null }
      : { label: labels.answers, line: `HTTP ${status}`, headers: shownHeaders(answerHeaders), body: answer },
  ]
}

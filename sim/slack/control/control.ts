import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { readBody, readObject } from '../http/http-body.ts'
import { sendJson } from '../http/send-json.ts'
import { click } from '../interactions/click.ts'
import { say } from '../interactions/command.ts'
import { openAppHome } from '../interactions/open-app-home.ts'
import { ImpossibleEntry } from '../interactions/pick.ts'
import { closeByPerson, submit } from '../interactions/submission.ts'
import type { StandIn } from '../stand-in.ts'
import { everyChannel, findChannel, findPerson, isPersonIn } from '../workspace/workspace.ts'
import { changeChannel, changeGroup, changePerson, mustBeActive } from './administer.ts'
import { fault } from './faults.ts'
import { jump } from './jump.ts'
import { screenOf, screenSince } from './screen.ts'

const user = z.string().refine((id) => findPerson(id) !== undefined, 'no such person')
const word = z.union([z.string(), z.number().transform(String)])
const entered = z.union([word, z.array(word), z.null()])
const values = z.record(z.string(), entered).default({})

const said = z
  .strictObject({ user, channel: z.string(), text: z.string().min(1), thread_ts: z.string().optional() })
  .refine((given) => isPersonIn(given.user, given.channel), 'the person is not in that channel')

const clicked = z.strictObject({
  user,
  channel: z.string().optional(),
  ts: z.string().optional(),
  view_id: z.string().optional(),
  label: z.string().optional(),
  action_id: z.string().optional(),
  block_id: z.string().optional(),
  value: entered.optional(),
  values,
  deny: z.boolean().default(false),
})

type Reply = { status: number; body: unknown }
const reply = (status: number, body: unknown): Reply => ({ status, body })
const notThere = reply(404, { error: 'not_there' })

/** What a person does on the page, and what a test sets up; each given a JSON object (faults: a list). */
const posts: Readonly<Record<string, (standIn: StandIn, given: unknown) => Promise<Reply> | Reply>> = {
  '/sim/command': async (standIn, given) => {
    const { thread_ts, ...rest } = said.parse(given)
    mustBeActive(standIn, rest.user)
    return reply(200, await say(standIn, { ...rest, threadTs: thread_ts }))
  },
  '/sim/click': async (standIn, given) => {
    const { view_id, channel = '', ts = '', value, ...wanted } = clicked.parse(given)
    mustBeActive(standIn, wanted.user)
    const at =
      view_id === undefined ? ({ kind: 'message', channel, ts } as const) : ({ kind: 'view', viewId: view_id } as const)
    const outcome = await click(standIn, { ...wanted, at, ...(value === undefined ? {} : { value }) })
    return outcome.kind === 'not-there' ? notThere : reply(200, outcome)
  },
  '/sim/submit': async (standIn, given) => {
    const { view_id, ...rest } = z.strictObject({ user, view_id: z.string(), values }).parse(given)
    mustBeActive(standIn, rest.user)
    const outcome = await submit(standIn, { ...rest, viewId: view_id })
    return outcome.kind === 'not-there' ? notThere : reply(200, outcome)
  },
  '/sim/close-view': async (standIn, given) => {
    const shape = z.strictObject({ user, view_id: z.string(), all: z.boolean().default(false) })
    const { view_id, ...rest } = shape.parse(given)
    return (await closeByPerson(standIn, { ...rest, viewId: view_id })) ? reply(200, { kind: 'closed' }) : notThere
  },
  '/sim/open-home': async (standIn, given) => {
    const shape = z.strictObject({ user, tab: z.enum(['home', 'messages']).default('home') })
    const opened = shape.parse(given)
    mustBeActive(standIn, opened.user)
    return reply(200, await openAppHome(standIn, opened))
  },
  '/sim/read': (standIn, given) => {
    const { ts, ...rest } = z.strictObject({ user, channel: z.string(), ts: z.string() }).parse(given)
    standIn.store.channels.markRead(rest.user, rest.channel, ts)
    standIn.feed.changed()
    return reply(200, { ok: true })
  },
  '/sim/clock': async (standIn, given) => {
    const report = await jump(standIn, given)
    return reply(report.kind === 'jumped' ? 200 : 409, report)
  },
  '/sim/person': (standIn, given) => {
    changePerson(standIn, given)
    return reply(200, { ok: true })
  },
  '/sim/group': (standIn, given) => {
    changeGroup(standIn, given)
    return reply(200, { ok: true })
  },
  '/sim/channel': (standIn, given) => {
    changeChannel(standIn, given)
    return reply(200, { ok: true })
  },
  '/sim/faults': (standIn, given) => {
    standIn.faults.set(z.array(fault).parse(given))
    return reply(200, { ok: true })
  },
  '/sim/deliver-twice': (standIn, given) => {
    standIn.faults.deliverTwice(z.strictObject({ times: z.int().min(0) }).parse(given).times)
    return reply(200, { ok: true })
  },
  '/sim/rate-limits': (standIn, given) => {
    standIn.rateLimits.enforce(z.strictObject({ on: z.boolean() }).parse(given).on)
    return reply(200, { ok: true })
  },
}

const gets: Readonly<Record<string, (standIn: StandIn, query: URLSearchParams) => Reply>> = {
  '/sim/messages': (standIn, query) => {
    const channel = query.get('channel')
    const wanted = channel === null ? everyChannel : [channel]
    if (channel !== null && !findChannel(channel)) return notThere
    return reply(200, { messages: wanted.flatMap((id) => standIn.store.messages.list(id)) })
  },
  '/sim/ephemerals': (standIn, query) =>
    reply(200, { ephemerals: standIn.store.ephemerals.list(query.get('user') ?? '') }),
  '/sim/views': (standIn, query) => {
    const of = query.get('user') ?? ''
    return reply(200, { views: standIn.store.views.modals(of), home: standIn.store.views.home(of) ?? null })
  },
  '/sim/screen': (standIn, query) => {
    const of = query.get('user') ?? ''
    return findPerson(of) ? reply(200, screenOf(standIn, of)) : notThere
  },
  '/sim/screen/changes': (standIn, query) => {
    const of = query.get('user') ?? ''
    const had = {
      revision: query.get('since') ?? '',
      channels: query.getAll('channel'),
      ephemeralsAfter: query.get('after') ?? '',
    }
    return findPerson(of) ? reply(200, screenSince(standIn, of, had)) : notThere
  },
  '/sim/behind': ({ options }, query) =>
    options.behind ? reply(200, options.behind.read(Number(query.get('since')) || 0)) : notThere,
  '/sim/behind/exchange': ({ options }, query) => {
    const parts = options.behind?.exchange(Number(query.get('id')) || 0)
    return parts ? reply(200, { parts }) : notThere
  },
  '/sim/calls': (standIn) => reply(200, { calls: standIn.store.calls.list() }),
  '/sim/deliveries': (standIn) => reply(200, { deliveries: standIn.deliveries }),
}

/** Every path of it, with its verb. */
export const controlRoutes: readonly string[] = [
  ...Object.keys(posts).map((path) => `POST ${path}`),
  ...Object.keys(gets).map((path) => `GET ${path}`),
  'GET /sim/events',
]

/** `/sim/…`: what the page and the tests use. A mistake in a request is answered 400, with what is wrong. */
export const answerControl = async (
  standIn: StandIn,
  { incoming, response, url }: { incoming: IncomingMessage; response: ServerResponse; url: URL },
): Promise<void> => {
  if (incoming.method === 'GET' && url.pathname === '/sim/events') {
    standIn.feed.join(response)
    return
  }
  const { status, body } = await replyTo(standIn, incoming, url)
  sendJson(response, status, body)
}

const replyTo = async (standIn: StandIn, incoming: IncomingMessage, url: URL): Promise<Reply> => {
  const get = Object.hasOwn(gets, url.pathname) ? gets[url.pathname] : undefined
  if (incoming.method === 'GET' && get) return get(standIn, url.searchParams)
  const post = Object.hasOwn(posts, url.pathname) ? posts[url.pathname] : undefined
  if (incoming.method !== 'POST' || !post) return reply(404, { error: 'no_such_path' })
  // A page of another origin cannot send this type without asking first, and is not allowed to.
  if (!incoming.headers['content-type']?.startsWith('application/json')) return reply(415, { error: 'not_json' })
  const text = await readBody(incoming)
  try {
    return await post(standIn, readObject(text) ?? JSON.parse(text))
  } catch (error) {
    if (error instanceof z.ZodError) return reply(400, { error: z.prettifyError(error) })
    if (error instanceof SyntaxError) return reply(400, { error: 'not_json' })
    if (error instanceof ImpossibleEntry) return reply(400, { error: error.message })
    throw error
  }
}

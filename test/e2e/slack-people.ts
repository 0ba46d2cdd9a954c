import { z } from 'zod'
import { waitFor } from './wait-for.ts'

const text = z
  .union([z.string(), z.object({ text: z.string() })])
  .transform((it) => (typeof it === 'string' ? it : it.text))
const element = z.object({ type: z.string(), text: text.optional() })
const block = z.object({
  type: z.string(),
  text: text.optional(),
  fields: z.array(text).default([]),
  elements: z.array(element).default([]),
})
const shown = z
  .object({
    channel: z.string(),
    ts: z.string(),
    text: z.string(),
    thread_ts: z.string().optional(),
    blocks: z.array(block).default([]),
    answers: z.string().optional(),
    files: z.array(z.object({ name: z.string(), size: z.number(), url_private: z.string() })).default([]),
  })
  .transform(({ channel, ts, text, thread_ts, blocks, files, answers }) => ({
    channel,
    ts,
    files,
    /** The `response_url` by which it came. */
    answers,
    /** What notifications say. */
    text,
    /** All that a reader sees of it, without the buttons. */
    words: blocks
      .flatMap(({ type, text, fields, elements }) => [
        text ?? '',
        ...fields,
        ...(type === 'actions' ? [] : elements.map((it) => it.text ?? '')),
      ])
      .join('\n'),
    buttons: blocks.flatMap(({ type, elements }) => (type === 'actions' ? elements.map((it) => it.text ?? '') : [])),
    /** Undefined for what stands in the channel itself. */
    thread: thread_ts === ts ? undefined : thread_ts,
  }))

export type Shown = z.infer<typeof shown>
type Place = Pick<Shown, 'channel' | 'ts'>

const messages = z.object({ messages: z.array(shown) })
const ephemerals = z.object({ ephemerals: z.array(shown) })
const views = z.object({
  views: z.array(z.object({ id: z.string(), blocks: z.array(z.looseObject({ type: z.string() })) })),
})
const submitted = z.object({ kind: z.string(), errors: z.record(z.string(), z.string()).default({}) })
const clicked = z.object({
  status: z.number().nullable(),
  error: z.string().nullable(),
  confirm: z.object({ title: text, text: text }).nullable(),
  response_url: z.string().nullable(),
})
/** What a person did to which the bot can answer; of a form, nothing says which answer is to it. */
const answerable = z.object({ response_url: z.string() }).or(z.unknown().transform(() => ({ response_url: undefined })))
const jumped = z.object({ kind: z.string(), because: z.string().optional() })

export type SlackPeople = ReturnType<typeof slackPeople>

/** The people of the Slack stand-in, by the stand-in's control API: what they type, press and see. */
export function slackPeople(url: string, channel = 'C0CLOSE') {
  const get = async (path: string): Promise<unknown> => (await fetch(`${url}/sim/${path}`)).json()
  const post = async (path: string, body: unknown, expected = [200]): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${url}/sim/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!expected.includes(response.status))
      throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response.json()
  }
  const list = async (where = channel) => messages.parse(await get(`messages?channel=${where}`)).messages
  const privately = async (user: string) => ephemerals.parse(await get(`ephemerals?user=${user}`)).ephemerals
  const everythingPrivate = async (user: string) =>
    (await privately(user)).map(({ ts, text }) => `${ts} only to ${user}: ${text}`).join('\n')
  const everything = async () =>
    (await list()).map(({ ts, thread, text }) => `${ts} ${thread ? '  > ' : ''}${text}`).join('\n')

  /** Does it, and returns the first private answer to it that fits: not what comes again of something done before. */
  async function isAnswered(
    user: string,
    act: () => Promise<unknown>,
    fits: (answer: Shown) => boolean = () => true,
  ): Promise<Shown> {
    const before = new Set((await privately(user)).map(({ ts }) => ts))
    const done = await act()
    const { response_url: to } = answerable.parse(done)
    const isAnswer = ({ ts, answers }: Shown) => answers === to && (to !== undefined || !before.has(ts))
    return waitFor(
      `a private answer to ${user}`,
      async () => (await privately(user)).find((it) => isAnswer(it) && fits(it)),
      { instead: async () => [JSON.stringify(done), await everything(), await everythingPrivate(user)].join('\n') },
    )
  }

  return {
    type: (user: string, text: string) => post('command', { user, channel, text }),
    press: async (user: string, { channel, ts }: Place, label: string) =>
      clicked.parse(await post('click', { user, channel, ts, label })),
    /** Where what is pressed may be gone by then. */
    pressIfThere: async (user: string, { channel, ts }: Place, label: string) => {
      await post('click', { user, channel, ts, label }, [200, 404])
    },
    /** What is chosen under the words that stand in the field before. */
    choose: async (user: string, { channel, ts }: Place, label: string, value: string) =>
      clicked.parse(await post('click', { user, channel, ts, label, value })),
    submit: async (user: string, viewId: string, values: Record<string, string>) =>
      submitted.parse(await post('submit', { user, view_id: viewId, values })),
    close: (user: string, viewId: string) => post('close-view', { user, view_id: viewId }),
    modals: async (user: string) => views.parse(await get(`views?user=${user}`)).views,
    messages: list,
    directMessages: (user: string) => list(`D${user.slice(1)}`),
    /** Moves the bot's clock as soon as nothing is at work, and resolves when what is due then has followed. */
    jumpTo: (moment: Date) =>
      waitFor('the clock to be moved', async () => {
        const { kind, because } = jumped.parse(await post('clock', { to: moment.toISOString() }, [200, 409]))
        if (because !== undefined && !because.includes('Try again')) throw new Error(because)
        return kind === 'jumped' || undefined
      }),
    /** What an administrator of the workspace does. */
    changeChannel: (change: { shared: string }) => post('channel', { channel, ...change }),
    changePerson: (user: string, change: { deactivated: boolean }) => post('person', { user, ...change }),
    deliverTwice: (times: number) => post('deliver-twice', { times }),

    /** The newest message of the channel and its threads that fits. */
    sees: (what: string, fits: (message: Shown) => boolean) =>
      waitFor(what, async () => (await list()).findLast(fits), { instead: everything }),
    /** The newest message that only they see and that fits. */
    seesPrivately: (user: string, what: string, fits: (message: Shown) => boolean) =>
      waitFor(what, async () => (await privately(user)).findLast(fits), { instead: everything }),
    isAnswered,
    /** The same, and its words. */
    isTold: async (user: string, act: () => Promise<unknown>): Promise<string> => wordsOf(await isAnswered(user, act)),
    /** Does it, and waits for the private answer to it that has these words, whatever else is answered to it before. */
    isToldThat: async (user: string, words: string, act: () => Promise<unknown>): Promise<string> =>
      wordsOf(await isAnswered(user, act, (answer) => wordsOf(answer).includes(words))),
  }
}

function wordsOf({ text, words }: Shown): string {
  return [text, words].join('\n')
}

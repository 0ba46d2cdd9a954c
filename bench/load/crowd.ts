import { createServer } from 'node:http'
import { z } from 'zod'
import { listenLocally } from '../../local/front/listen-locally.ts'
import { readBody } from '../../local/front/read-body.ts'

const LIMIT_BYTES = 4 * 1024 * 1024
const object = z.record(z.string(), z.unknown())
const actionOf = z.object({ action_id: z.string(), value: z.string(), text: z.object({ text: z.string() }) })
const actions = z.object({
  type: z.literal('actions'),
  block_id: z.string().optional(),
  elements: z.array(z.unknown()),
})

/** A button as it stood on a message. */
export type Button = { ts: string; channel: string; blockId: string; actionId: string; value: string; label: string }
export type Crowd = {
  url: string
  totalCalls(): number
  /** The newest button with that label. */
  button(label: string): Button | undefined
  /** How many answers were sent to this address. */
  answersTo(address: string): number
  close(): Promise<void>
}

/** A Slack with as many people as are wanted, each a full member, all in one group: more than the stand-in has. */
export async function startCrowd(members: readonly string[], team: string): Promise<Crowd> {
  const buttons: Button[] = []
  const answered = new Map<string, number>()
  let count = 0
  let total = 0

  function postMessage(given: Record<string, unknown>) {
    count += 1
    const ts = `1700000000.${String(count).padStart(6, '0')}`
    const channel = String(given.channel)
    buttons.push(...buttonsIn(given.blocks, { ts, channel }))
    return { ts, channel, message: { ts } }
  }

  const methods: Readonly<Record<string, (given: Record<string, unknown>) => object>> = {
    'auth.test': () => ({ user_id: 'U0BELL', bot_id: 'B0BELL', team_id: team, url: 'https://example.slack.com/' }),
    'users.info': ({ user }) => ({ user: personOf(String(user), team) }),
    'usergroups.users.list': () => ({ users: members }),
    'conversations.info': ({ channel }) => ({ channel: { id: channel, name: 'close', is_member: true } }),
    'conversations.open': ({ users }) => ({ channel: { id: `D${String(users).slice(1)}` } }),
    'chat.postMessage': postMessage,
    'chat.update': ({ ts, channel }) => ({ ts, channel }),
    'chat.getPermalink': () => ({ permalink: 'https://example.slack.com/archives/C0CLOSE/p1' }),
  }

  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    readBody(request, LIMIT_BYTES).then(
      (body) => {
        const method = path.replace('/api/', '')
        total += 1
        if (path.startsWith('/response/')) answered.set(path, (answered.get(path) ?? 0) + 1)
        const answer = methods[method]?.(fieldsOf(String(request.headers['content-type']), body.toString())) ?? {}
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, ...answer }))
      },
      () => response.destroy(),
    )
  })
  const { url, close } = await listenLocally(server, 0)
  return {
    url,
    totalCalls: () => total,
    button: (label) => buttons.findLast((one) => one.label === label),
    answersTo: (address) => answered.get(new URL(address).pathname) ?? 0,
    close,
  }
}

const personOf = (id: string, team: string) => ({
  id,
  team_id: team,
  name: id.toLowerCase(),
  deleted: false,
  is_bot: false,
  is_restricted: false,
  is_ultra_restricted: false,
  profile: { email: `${id.toLowerCase()}@example.com` },
})

/** A method's arguments come as a form, in which what is not text is JSON, or as JSON. */
function fieldsOf(contentType: string, body: string): Record<string, unknown> {
  if (contentType.startsWith('application/json')) return object.parse(JSON.parse(body))
  const fields: Record<string, unknown> = Object.fromEntries(new URLSearchParams(body))
  return typeof fields.blocks === 'string' ? { ...fields, blocks: JSON.parse(fields.blocks) } : fields
}

function buttonsIn(blocks: unknown, at: { ts: string; channel: string }): Button[] {
  const read = z.array(z.unknown()).safeParse(blocks).data ?? []
  return read.flatMap((block) => {
    const { block_id = '', elements = [] } = actions.safeParse(block).data ?? {}
    return elements.flatMap((element) => {
      const { data } = actionOf.safeParse(element)
      return data
        ? [{ ...at, blockId: block_id, actionId: data.action_id, value: data.value, label: data.text.text }]
        : []
    })
  })
}

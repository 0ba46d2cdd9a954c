import { createWebClient } from '../../../src/slack/web-client.ts'
import { type Answer, startLocalHttp } from '../../support/local-http.ts'
import { unchanging } from '../../support/unchanging.ts'

export const botToken = 'xoxb-a-token-that-must-not-show'

export type SlackCall = { method: string; args: Record<string, unknown> }

/** Says no as Slack does: status 200, `ok: false`. */
export const slackError = (error: string): Answer => ({ body: { ok: false, error } })

type Script = (call: SlackCall) => Answer | undefined

/** Slack's Web API on this machine: posts succeed unless the test says otherwise. */
export async function startScriptedSlack(script: Script = () => undefined) {
  const calls: SlackCall[] = []
  const { url, seen } = await startLocalHttp(({ path, body }) => {
    const call = { method: path.replace('/api/', ''), args: readArguments(body) }
    calls.push(call)
    const scripted = script(call)
    return scripted === undefined ? { body: defaultAnswer(call, calls.length) } : scripted
  })
  const slackApiUrl = `${url}/api/`
  const of = (method: string) => calls.filter((call) => call.method === method).map(({ args }) => args)
  return { slackApiUrl, client: createWebClient(slackApiUrl, unchanging(botToken), () => {}), calls, seen, of }
}

function defaultAnswer({ method, args }: SlackCall, count: number): object {
  if (method === 'chat.postMessage') return { ok: true, channel: args.channel, ts: `1793725200.00${count}` }
  if (method === 'conversations.open') return { ok: true, channel: { id: `D${args.users}` } }
  if (method === 'views.open') return { ok: true, view: { id: 'V0MODAL', hash: '1.opened' } }
  if (method === 'chat.getPermalink') return { ok: true, permalink: `https://example.slack.com/${args.message_ts}` }
  return { ok: true }
}

/** Slack's client sends forms whose structures are JSON. */
function readArguments(body: string): Record<string, unknown> {
  const entries = [...new URLSearchParams(body)].map(([name, value]) => [name, readStructure(value)])
  return Object.fromEntries(entries)
}

function readStructure(value: string): unknown {
  return /^[[{]/.test(value) ? JSON.parse(value) : value
}

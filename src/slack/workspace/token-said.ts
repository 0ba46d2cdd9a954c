import * as z from 'zod/mini'
import type { TokenAnswer } from '../../usecases/ports/people/token-answer.ts'

const text = z.string()
const testSchema = z.object({ team_id: text, team: text, user: text, bot_id: z.optional(text) })
const refusedSchema = z.object({ ok: z.literal(false), error: text })
const botSchema = z.object({ bot: z.object({ app_id: text }) })
const timeoutMs = 10_000

type Answered = { body: unknown; headers: Headers }

/**
 * Asks Slack whose token this is and what it may do. Without the SDK's client, which keeps the headers to itself: they say
 * which scopes a token has, and what time it is at Slack.
 */
export async function askAboutToken(slackApiUrl: string, botToken: string): Promise<TokenAnswer> {
  const ask = (method: string) => askSlack(`${slackApiUrl}${method}`, botToken)
  try {
    const { body, headers } = await ask('auth.test')
    const refused = refusedSchema.safeParse(body)
    if (refused.success) return { kind: 'refused', reason: refused.data.error }
    const test = testSchema.safeParse(body)
    if (!test.success) return { kind: 'no-answer', because: `${slackApiUrl} does not answer as Slack does` }
    const { team_id: team, team: teamName, user: bot, bot_id: botId } = test.data
    const app = botId === undefined ? undefined : botSchema.safeParse((await ask(`bots.info?bot=${botId}`)).body).data
    const scopes = headers.get('x-oauth-scopes')?.split(',')
    return {
      kind: 'said',
      said: {
        team,
        teamName,
        bot,
        app: app?.bot.app_id ?? null,
        scopes: scopes?.map((scope) => scope.trim()) ?? null,
        date: headers.get('date'),
      },
    }
  } catch (error) {
    return { kind: 'no-answer', because: whyNot(error) }
  }
}

async function askSlack(url: string, botToken: string): Promise<Answered> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}` },
    signal: AbortSignal.timeout(timeoutMs),
  })
  const said = await answer.text()
  if (answer.status >= 500 || answer.status === 429) throw new Error(`HTTP ${answer.status}`)
  return { body: readJson(said), headers: answer.headers }
}

function readJson(said: string): unknown {
  try {
    return JSON.parse(said)
  } catch {
    return undefined
  }
}

/** The cause has the code; fetch itself says "fetch failed". Never the header that was sent. */
function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return `nothing within ${timeoutMs / 1000} s`
  const { cause } = error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return /^HTTP \d+$/.test(error.message) ? error.message : error.name
}

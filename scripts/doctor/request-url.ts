import { z } from 'zod'
import { type Finding, findingsOf } from './finding.ts'

/** What the function check signed with each of the secrets that are in use; it has no effect. */
export const signedSchema = z.object({ body: z.string(), timestamp: z.string(), signatures: z.array(z.string()) })

type Signed = z.infer<typeof signedSchema>
/** `signingSecret`: how it is written anew, and `stopped` how the bot is taken off the internet. */
type Place = { logsOf(functionName: string): string; signingSecret: string; stopped: string }

const { ok, fault, warning, notCheckable } = findingsOf('request URL')
/** Slack gives up after three. */
const slowFromMs = 2_000
const timeoutMs = 10_000

/** Calls the bot as Slack does, from outside: what is signed must be answered, what is signed wrongly refused. */
export async function checkRequestUrl(url: string, signed: Signed, place: Place): Promise<Finding[]> {
  if (signed.signatures.length === 0) return [notCheckable(`${url}: there is no signing secret to sign with`)]
  const wrong = `v0=${'0'.repeat(64)}`
  const startedAt = performance.now()
  const first = await call(url, signed, signed.signatures[0] ?? wrong)
  const tookMs = Math.round(performance.now() - startedAt)
  if (first.kind === 'no-answer') return [unreachable(url, first.because)]
  const others = await Promise.all(signed.signatures.slice(1).map((signature) => call(url, signed, signature)))
  const found = [first, ...others].flatMap((answer, at) => judged(url, answer, `secret ${at + 1}`, place))
  const forged = await call(url, signed, wrong)
  return [
    ...found,
    ...(forged.kind === 'answered' && forged.status === 200 ? [open(url, place)] : []),
    ...(found.length === 0 && tookMs > slowFromMs ? [slow(tookMs, place)] : []),
    ...(found.length === 0
      ? [ok(`${url} answers what is signed with ${secretsOf(signed)}, and refuses what is not (${tookMs} ms)`)]
      : []),
  ]
}

type Answer = { kind: 'answered'; status: number } | { kind: 'no-answer'; because: string }

async function call(url: string, { body, timestamp }: Signed, signature: string): Promise<Answer> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature,
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.arrayBuffer()
    return { kind: 'answered', status: answer.status }
  } catch (error) {
    return { kind: 'no-answer', because: whyNot(error) }
  }
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return `nothing within ${timeoutMs / 1000} s`
  return error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : error.message
}

function judged(url: string, answer: Answer, which: string, { logsOf, signingSecret }: Place): Finding[] {
  if (answer.kind === 'no-answer') return [unreachable(url, answer.because)]
  if (answer.status === 200) return []
  if (answer.status === 401) {
    return [
      fault(
        `${url} refuses what is signed with ${which}: it has another one, or its clock is wrong`,
        `it reads its secrets again within five minutes. If it still refuses then, take the signing secret of the app (api.slack.com/apps › Basic Information): ${signingSecret}`,
      ),
    ]
  }
  const because =
    answer.status === 404
      ? 'nothing listens at this address'
      : answer.status === 429
        ? 'it is being called too often'
        : 'the function slack fails'
  return [fault(`${url} answers ${answer.status}: ${because}`, `read why: ${logsOf('slack')}`)]
}

function unreachable(url: string, because: string): Finding {
  return fault(
    `${url} does not answer: ${because}`,
    'Slack cannot reach it either. Is it deployed, and is nothing between that keeps Slack out?',
  )
}

function open(url: string, { stopped }: Place): Finding {
  return fault(
    `${url} ACCEPTS A WRONG SIGNATURE: anybody can act as anybody`,
    `take it off the internet now: ${stopped} Then run a version that nobody changed.`,
  )
}

function slow(tookMs: number, { logsOf }: Place): Finding {
  return warning(
    `it took ${tookMs} ms; Slack gives up after 3000, and people see that "the app did not respond"`,
    `run this again: the first call after a pause is the slowest. If it stays slow, read ${logsOf('slack')}`,
  )
}

function secretsOf({ signatures }: Signed): string {
  return signatures.length === 1 ? 'the signing secret' : `each of the ${signatures.length} signing secrets`
}

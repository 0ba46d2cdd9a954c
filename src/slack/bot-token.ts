import type { HeldSecret } from '../usecases/ports/held-secret.ts'

/** What Slack answers to a token that is none any more, as https://docs.slack.dev/reference/methods/auth.test lists it. */
const refusals = ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']

/** Longer is an answer with something in it. */
const longestRefusal = 1000

/**
 * `fetch` for Slack's Web API with the bot's token as it is at that moment. Where Slack refuses it and another has come in its
 * place, the call is sent once more with that one: a refused token had no effect.
 */
export function fetchWithToken(slackApiUrl: string, botToken: HeldSecret<string>): typeof fetch {
  return async (input, init) => {
    // What Slack's client sends elsewhere, such as the content of a file, is not signed with it.
    if (!String(input).startsWith(slackApiUrl)) return fetch(input, init)
    const send = (token: string) => {
      const headers = new Headers(init?.headers)
      headers.set('authorization', `Bearer ${token}`)
      return fetch(input, { ...init, headers })
    }
    const token = await botToken.current()
    const answer = await send(token)
    if (!(await isTokenRefused(answer))) return answer
    const other = await botToken.instead(token)
    return other === undefined ? answer : send(other)
  }
}

async function isTokenRefused(answer: Response): Promise<boolean> {
  const said = await answer.clone().text()
  return said.length <= longestRefusal && refusals.some((refusal) => said.includes(`"error":"${refusal}"`))
}
